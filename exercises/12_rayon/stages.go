//go:build ignore
// race: no

// The import of stages.rs in Go, where a stage may be a few goroutines that wait. What comes out is in no order, so each record
// carries its number, and somebody sorts.
package main

import (
	"fmt"
	"sync"
)

type record struct{ number, value int }

func stage(workers, room int, in <-chan record, work func(int) int) <-chan record {
	out := make(chan record, room)
	var wg sync.WaitGroup
	for range workers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for r := range in {
				out <- record{r.number, work(r.value)}
			}
		}()
	}
	go func() {
		wg.Wait()
		close(out)
	}()
	return out
}

func main() {
	lines := make(chan record)
	go func() {
		defer close(lines)
		for i := range 20 {
			lines <- record{i, i}
		}
	}()
	parsed := stage(3, 2, lines, func(line int) int { return line * 10 })
	priced := stage(3, 2, parsed, func(r int) int { return r + 3 })

	// Those that came too early wait here: how many can that be?
	early, next := map[int]int{}, 0
	for r := range priced {
		early[r.number] = r.value
		for value, ok := early[next]; ok; value, ok = early[next] {
			delete(early, next)
			fmt.Print(value, " ")
			next++
		}
	}
	fmt.Println()
}
