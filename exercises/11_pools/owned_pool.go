//go:build ignore
// race: no

// The pool of owned_pool.rs in Go: the way in, the workers, and an end that somebody has to remember.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

// Pool has a queue without a bound in front of its workers, as the Rust one has; a Go channel always has a bound.
type Pool struct {
	mu      sync.Mutex
	changed *sync.Cond
	jobs    []func()
	closed  bool
	workers sync.WaitGroup
}

func NewPool(workers int) *Pool {
	p := &Pool{}
	p.changed = sync.NewCond(&p.mu)
	for range max(workers, 1) {
		p.workers.Go(func() { runWorker(p) })
	}
	return p
}

func runWorker(p *Pool) {
	for {
		p.mu.Lock()
		for len(p.jobs) == 0 && !p.closed {
			p.changed.Wait()
		}
		if len(p.jobs) == 0 {
			p.mu.Unlock()
			return
		}
		job := p.jobs[0]
		p.jobs = p.jobs[1:]
		p.mu.Unlock()
		job()
	}
}

// Run can be called after Shutdown, and all that Go can do about it is to panic.
func (p *Pool) Run(job func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		panic("the pool has been shut down")
	}
	p.jobs = append(p.jobs, job)
	p.changed.Signal()
}

// Shutdown is not called by anybody but the programmer.
func (p *Pool) Shutdown() {
	p.mu.Lock()
	p.closed = true
	p.mu.Unlock()
	p.changed.Broadcast()
	p.workers.Wait()
}

func main() {
	var done atomic.Int64
	func() {
		pool := NewPool(3)
		defer pool.Shutdown() // The line that Rust's Drop makes unnecessary.
		for range 1000 {
			pool.Run(func() { done.Add(1) })
		}
	}()
	fmt.Println("done when the function has returned:", done.Load())

	pool := NewPool(1)
	pool.Shutdown()
	defer func() { fmt.Println("handed in after the end:", recover()) }()
	pool.Run(func() {})
}
