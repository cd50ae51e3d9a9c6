//go:build ignore
// race: no

// The pool of panic_isolation.rs in Go: recover is deferred in a function around the job, not in the one with the loop.
package main

import (
	"fmt"
	"sync"
)

type outcome struct {
	value any
	err   error
}

type ticket chan outcome

// attempt does one job. Without the recover its panic would end the whole process, not only the worker.
func attempt(job func() any) (out outcome) {
	defer func() {
		if panicked := recover(); panicked != nil {
			out = outcome{err: fmt.Errorf("%v", panicked)}
		}
	}()
	return outcome{value: job()}
}

type pool struct {
	jobs    chan func()
	workers sync.WaitGroup
}

func newPool(workers int) *pool {
	p := &pool{jobs: make(chan func(), 100)}
	for range max(workers, 1) {
		p.workers.Go(func() {
			for job := range p.jobs {
				job()
			}
		})
	}
	return p
}

func (p *pool) submit(job func() any) ticket {
	t := make(ticket, 1) // With room for the answer, nobody waits for a client who has hung up.
	p.jobs <- func() { t <- attempt(job) }
	return t
}

func (p *pool) close() {
	close(p.jobs)
	p.workers.Wait()
}

func main() {
	p := newPool(2)
	var broken []ticket
	for n := range 5 {
		broken = append(broken, p.submit(func() any { panic(fmt.Sprintf("picture %d is broken", n)) }))
	}
	good := p.submit(func() any { return 7 })
	p.close()
	for _, t := range broken {
		fmt.Println("failed:", (<-t).err)
	}
	fmt.Println("after five panics, with two workers:", (<-good).value)
}
