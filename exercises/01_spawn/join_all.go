//go:build ignore
// race: no

// One goroutine for each job, a wait group to wait for all of them, a slot for each result.
//
// Each goroutine writes to its own slot and nobody reads before Wait: no lock is needed. Nothing but
// the programmer keeps it that way; leave out Wait, or read a slot early, and it still compiles.
package main

import (
	"fmt"
	"sync"
)

func joinAll(jobs []func() uint64) []uint64 {
	results := make([]uint64, len(jobs))
	var wg sync.WaitGroup
	for i, job := range jobs {
		wg.Go(func() { results[i] = job() })
	}
	wg.Wait()
	return results
}

func main() {
	const suppliers = 8
	var asked sync.WaitGroup // passed only when all jobs are at work at the same time
	asked.Add(suppliers)
	jobs := make([]func() uint64, suppliers)
	for i := range jobs {
		jobs[i] = func() uint64 {
			asked.Done()
			asked.Wait()
			return uint64(100 + i)
		}
	}
	fmt.Println("prices, in the order of the suppliers:", joinAll(jobs))
}
