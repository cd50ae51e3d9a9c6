//go:build ignore
// race: no

// The search of consumer_leaves.rs in Go: a sender never learns that nobody receives, unless it is told on a second channel.
package main

import (
	"fmt"
	"sync"
)

// firstHits returns the first n hits. With tell it says so to the shards when it leaves; searching counts those that still run.
func firstHits(shards, n int, tell bool, searching *sync.WaitGroup) []int {
	hits := make(chan int)
	enough := make(chan struct{})
	for shard := range shards {
		searching.Go(func() {
			for hit := 0; ; hit++ {
				select {
				case hits <- 100*shard + hit:
				case <-enough:
					return
				}
			}
		})
	}
	var first []int
	for range n {
		first = append(first, <-hits)
	}
	if tell {
		close(enough)
	}
	return first
}

func main() {
	var searching sync.WaitGroup
	fmt.Println("hits:", len(firstHits(3, 10, true, &searching)))
	searching.Wait()
	fmt.Println("told: all shards have ended")

	var forgotten sync.WaitGroup
	ended := make(chan struct{})
	fmt.Println("hits:", len(firstHits(3, 10, false, &forgotten)))
	go func() {
		forgotten.Wait()
		close(ended)
	}()
	select {
	case <-ended:
		fmt.Println("not told: all shards have ended")
	default:
		fmt.Println("not told: the shards stand at their send, and will stand there as long as this program runs")
	}
}
