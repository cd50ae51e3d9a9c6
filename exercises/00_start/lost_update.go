//go:build ignore
// race: no

// The counter of lost_update.rs as a Go developer might leave it after the mutex went in.
// Every access is locked, so the race detector has nothing to report; the hit is lost all the same.
package main

import (
	"fmt"
	"sync"
)

type counter struct {
	mu   sync.Mutex
	hits int
}

func (c *counter) read() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.hits
}

func (c *counter) write(value int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.hits = value
}

// record is the bug. between stands for whatever may run between the two lines; in production that is
// nothing you wrote, only the scheduler.
func (c *counter) record(between func()) {
	seen := c.read()
	between()
	c.write(seen + 1)
}

// add is the cure: one critical section for the read and the write.
func (c *counter) add() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.hits++
}

func countHits(workers, hitsEach int, record func(*counter)) int {
	var c counter
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for range hitsEach {
				record(&c)
			}
		})
	}
	wg.Wait()
	return c.read()
}

func main() {
	nothing := func() {}
	fmt.Println("two lock scopes, 2 hits, any schedule:     ",
		countHits(2, 1, func(c *counter) { c.record(nothing) }))

	// The same two lines under the one schedule that matters: both goroutines have read before either writes.
	var bothHaveRead sync.WaitGroup
	bothHaveRead.Add(2)
	meet := func() {
		bothHaveRead.Done()
		bothHaveRead.Wait()
	}
	fmt.Println("two lock scopes, 2 hits, the bad schedule: ",
		countHits(2, 1, func(c *counter) { c.record(meet) }))

	fmt.Println("one lock scope, 2 hits, every schedule:    ",
		countHits(2, 1, (*counter).add))
}
