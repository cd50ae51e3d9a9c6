//go:build ignore
// race: no

// The index of fan_in.rs in Go: workers send, a goroutine waits for them and closes the channel, main ranges over it.
package main

import (
	"fmt"
	"sync"
)

func fanIn[T, R any](items []T, workers, room int, work func(T) R, sink func(R)) {
	todo := make(chan T)
	done := make(chan R, room)
	var wg sync.WaitGroup
	for range workers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for item := range todo {
				done <- work(item)
			}
		}()
	}
	go func() {
		defer close(todo)
		for _, item := range items {
			todo <- item
		}
	}()
	// Without this goroutine main would wait for the workers, and the workers for main.
	go func() {
		wg.Wait()
		close(done)
	}()
	// If sink panics, or returned early, all of these goroutines would wait for ever: that is what a context is for.
	for result := range done {
		sink(result)
	}
}

func main() {
	items := make([]int, 100)
	for i := range items {
		items[i] = i
	}
	for _, room := range []int{0, 1, 10} {
		sum, calls := 0, 0
		fanIn(items, 4, room, func(n int) int { return n * n }, func(n int) { sum += n; calls++ })
		fmt.Println("room", room, "sum", sum, "calls", calls)
	}
}
