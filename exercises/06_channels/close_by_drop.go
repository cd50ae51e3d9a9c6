//go:build ignore
// race: no

// The search of close_by_drop.rs in Go: the sends are counted, and whoever knows the count closes the channel.
package main

import (
	"fmt"
	"slices"
	"sync"
)

func gather(shards []func(send func(int)), show func(int)) {
	found := make(chan int)
	var searching sync.WaitGroup
	for _, shard := range shards {
		// Before the goroutine starts: `wg.Go` counts in here, and `defer`s the counting out, so that a shard which ends by
		// a panic is counted, too. The recover is needed as well, or the panic would end the program.
		searching.Go(func() {
			defer func() {
				if reason := recover(); reason != nil {
					fmt.Println("a shard panicked:", reason)
				}
			}()
			shard(func(hit int) { found <- hit })
		})
	}
	go func() {
		searching.Wait()
		close(found) // exactly once, and after the last send: a later one would panic, a second close as well
	}()
	for hit := range found {
		show(hit)
	}
}

func main() {
	shard := func(hits ...int) func(func(int)) {
		return func(send func(int)) {
			for _, hit := range hits {
				send(hit)
			}
		}
	}
	broken := func(send func(int)) {
		send(30)
		panic("on purpose")
	}
	var shown []int
	gather([]func(func(int)){shard(10, 11), shard(), broken}, func(hit int) { shown = append(shown, hit) })
	slices.Sort(shown)
	fmt.Println("shown:", shown)
	gather(nil, func(int) {})
	fmt.Println("no shards: over at once")
}
