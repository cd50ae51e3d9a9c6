//go:build ignore
// race: no

// The workers of shared_receiver.rs in Go, where a channel may have any number of receivers, and the same mistake with a lock of one's own.
package main

import (
	"fmt"
	"slices"
	"sync"
)

// runWorkers is the Go of it: all range over one channel, and nothing is locked while they work.
func runWorkers(jobs <-chan int, workers int, work func(int) int) []int {
	var (
		wg      sync.WaitGroup
		mu      sync.Mutex
		results []int
	)
	for range max(workers, 1) {
		wg.Go(func() {
			for job := range jobs {
				result := work(job)
				mu.Lock()
				results = append(results, result)
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	return results
}

// serialised has the same disease as the unsolved file: the deferred Unlock belongs to the function, not to the taking of the job.
func serialised(jobs <-chan int, workers int, work func(int) int) []int {
	var (
		wg      sync.WaitGroup
		mu      sync.Mutex
		results []int
	)
	next := func() bool {
		mu.Lock()
		defer mu.Unlock()
		job, ok := <-jobs
		if ok {
			results = append(results, work(job))
		}
		return ok
	}
	for range max(workers, 1) {
		wg.Go(func() {
			for next() {
			}
		})
	}
	wg.Wait()
	return results
}

// jobs is a channel with n jobs in it, closed.
func jobs(n int) <-chan int {
	ch := make(chan int, n)
	for job := range n {
		ch <- job
	}
	close(ch)
	return ch
}

func main() {
	// Four jobs that end only when all four have begun: whoever works one after the other would never come to the end.
	var begun sync.WaitGroup
	begun.Add(4)
	results := runWorkers(jobs(4), 4, func(job int) int {
		begun.Done()
		begun.Wait()
		return 10 * job
	})
	slices.Sort(results)
	fmt.Println("four at once:", results)

	atWork, most := 0, 0
	results = serialised(jobs(100), 4, func(job int) int {
		atWork++ // No lock needed, which is the disease: nobody else is here.
		most = max(most, atWork)
		atWork--
		return 10 * job
	})
	fmt.Println("under the lock:", len(results), "results, never more at work than", most)
}
