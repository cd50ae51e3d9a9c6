//go:build ignore
// race: no

// The pool of crossbeam_pool.rs in Go: one feeds, some work, one waits and closes, and main ranges over the results.
package main

import (
	"fmt"
	"sync"
)

// convertAll hands every result to each, which says whether it wants more.
func convertAll(jobs func(yield func(int) bool), workers, room int, work func(int) int, each func(int) bool) {
	queue, results := make(chan int, room), make(chan int, room)
	gone := make(chan struct{})
	var feeder, busy sync.WaitGroup
	feeder.Go(func() {
		defer close(queue)
		for job := range jobs {
			select {
			case queue <- job:
			case <-gone:
				return
			}
		}
	})
	for range max(workers, 1) {
		busy.Go(func() {
			for job := range queue {
				select {
				case results <- work(job):
				case <-gone: // In Rust the send fails, since the receiver has been dropped.
					return
				}
			}
		})
	}
	// The role that Rust does not need: somebody has to wait for all who send, and close then.
	go func() {
		busy.Wait()
		close(results)
	}()
	for result := range results {
		if !each(result) {
			break
		}
	}
	close(gone)
	feeder.Wait()
	busy.Wait()
}

func main() {
	sum := 0
	invoices := func(yield func(int) bool) {
		for n := range 300 {
			if !yield(n) {
				return
			}
		}
	}
	double := func(n int) int { return 2 * n }
	convertAll(invoices, 3, 2, double, func(n int) bool { sum += n; return true })
	fmt.Println("300 invoices, and the sum of their numbers is", sum/2)

	read, taken := 0, 0
	endless := func(yield func(int) bool) {
		for yield(read) {
			read++
		}
	}
	convertAll(endless, 3, 2, double, func(int) bool { taken++; return taken < 5 })
	fmt.Println("given up at number", taken, "and not many more were read:", read < 50)
}
