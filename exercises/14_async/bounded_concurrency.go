//go:build ignore
// race: no

// The nightly job of bounded_concurrency.rs in Go: a channel with room for `limit` is the semaphore, and each result has its place.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

func fetchAll(ids []int, limit int, fetch func(int) string) []string {
	pages := make([]string, len(ids))
	slots := make(chan struct{}, max(limit, 1))
	var fetching sync.WaitGroup
	for at, id := range ids {
		slots <- struct{}{} // waits until one is free, before the goroutine exists
		fetching.Go(func() {
			defer func() { <-slots }()
			pages[at] = fetch(id) // its own place: no lock
		})
	}
	fetching.Wait()
	return pages
}

func main() {
	var now, most atomic.Int64
	pages := fetchAll([]int{1, 2, 3, 4, 5, 6, 7, 8}, 3, func(id int) string {
		n := now.Add(1)
		defer now.Add(-1)
		for seen := most.Load(); n > seen && !most.CompareAndSwap(seen, n); seen = most.Load() {
		}
		return fmt.Sprint("page ", id)
	})
	fmt.Println(pages)
	fmt.Println("at most three at once:", most.Load() <= 3)
}
