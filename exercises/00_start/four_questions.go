//go:build ignore
// race: no

// The counter of four_questions.rs in Go, and what Go's tools have to say about its four faults.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

// Hits has a field that the whole package can write. Capitals decide what other packages see;
// within the package there is no "private".
type Hits struct {
	count atomic.Int64
}

// record is Rust's load-and-store version. between stands for whatever may run between the two steps.
func (h *Hits) record(between func()) {
	seen := h.count.Load()
	between()
	h.count.Store(seen + 1)
}

// add is the cure: one step.
func (h *Hits) add() { h.count.Add(1) }

func main() {
	// Question 1, does it compile: `h.count++` does not, since Go's atomics are types as well.

	// Question 2, does it do the job: a counter that is too narrow compiles, and wraps in silence.
	var narrow uint16
	for range 70_000 {
		narrow++
	}
	fmt.Println("70,000 hits in a uint16:               ", narrow)

	// Question 3, is misuse refused: not here. The compiler has nothing against this line.
	var hits Hits
	hits.add()
	hits.count.Store(0)
	fmt.Println("one hit, reset from outside the methods:", hits.count.Load())

	// Question 4, is it right under every schedule: here is the schedule that matters, forced.
	// Every access is atomic, so -race is silent.
	var lossy Hits
	var bothHaveRead, done sync.WaitGroup
	bothHaveRead.Add(2)
	for range 2 {
		done.Go(func() {
			lossy.record(func() {
				bothHaveRead.Done()
				bothHaveRead.Wait()
			})
		})
	}
	done.Wait()
	fmt.Println("2 hits by load and store:              ", lossy.count.Load())

	var exact Hits
	for range 2 {
		done.Go(exact.add)
	}
	done.Wait()
	fmt.Println("2 hits by add:                         ", exact.count.Load())
}
