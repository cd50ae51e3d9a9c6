//go:build ignore
// race: no

// The semaphore of semaphore.rs in Go: a channel of tokens. It is right as long as everybody keeps to the pair.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type semaphore chan struct{}

func (s semaphore) acquire() { s <- struct{}{} }
func (s semaphore) release() { <-s }

// run is the pair that cannot be taken apart; defer gives the permit back during a panic, too.
func (s semaphore) run(work func()) {
	s.acquire()
	defer s.release()
	work()
}

func (s semaphore) tryRun(work func()) bool {
	// One step asks and takes. `if len(s) < cap(s) { s.acquire() }` would be two.
	select {
	case s <- struct{}{}:
	default:
		return false
	}
	defer s.release()
	work()
	return true
}

func main() {
	s := make(semaphore, 2)
	var running, most atomic.Int64
	var queries sync.WaitGroup
	for range 20 {
		queries.Add(1)
		go func() {
			defer queries.Done()
			s.run(func() {
				now := running.Add(1)
				for seen := most.Load(); now > seen && !most.CompareAndSwap(seen, now); seen = most.Load() {
				}
				running.Add(-1)
			})
		}()
	}
	queries.Wait()
	fmt.Println("never more than two at once:", most.Load() <= 2)

	func() {
		defer func() { recover() }()
		s.run(func() { panic("the query panics") })
	}()
	fmt.Println("taken after a panic:", len(s))

	// Anybody may give back what somebody else has taken.
	s.acquire()
	s.acquire()
	s.release() // not ours
	fmt.Println("two are still at work, and a third gets in:", s.tryRun(func() {}))
}
