//go:build ignore
// race: no

// The workers of drop_to_cancel.rs in Go: a word for one of them, and a channel that is closed for all.
package main

import (
	"fmt"
	"sync"
	"time"
)

// withWorkers closes done on every way out of body: that is what the defer is for, and somebody has to write it.
func withWorkers(n int, work func(worker int, done <-chan struct{}), body func() int) int {
	done := make(chan struct{})
	var workers sync.WaitGroup
	for worker := range n {
		workers.Go(func() { work(worker, done) })
	}
	defer workers.Wait()
	defer close(done) // runs before the Wait: deferred calls run last first
	return body()
}

// oneWord sends a single value: one of the workers gets it. It returns how many were told within some time.
func oneWord(n int) (told int) {
	word := make(chan struct{}, 1)
	heard := make(chan bool, n)
	for range n {
		go func() {
			select {
			case <-word:
				heard <- true
			case <-time.After(50 * time.Millisecond):
				heard <- false
			}
		}()
	}
	word <- struct{}{}
	for range n {
		if <-heard {
			told++
		}
	}
	return
}

func main() {
	fmt.Println("one word, three workers, told:", oneWord(3))
	var mu sync.Mutex
	told := 0
	work := func(_ int, done <-chan struct{}) {
		<-done
		<-done // as often as one likes
		mu.Lock()
		told++
		mu.Unlock()
	}
	fmt.Println("the body:", withWorkers(3, work, func() int { return 7 }), "closed, three workers, told:", told)
	func() {
		defer func() { fmt.Println("the body panics:", recover(), "- told:", told) }()
		withWorkers(3, work, func() int { panic("broken on purpose") })
	}()
}
