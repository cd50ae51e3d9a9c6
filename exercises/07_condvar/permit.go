//go:build ignore
// race: no

// The permit of permit.rs in Go: a value with a Release that may be called once. That it is called, and not twice, is checked when
// it runs, as well as it can be; a copy of the struct would be a second permit, and so the state is behind a pointer.
package main

import (
	"fmt"
	"sync"
)

type slots chan struct{}

type permit struct {
	slots slots
	once  *sync.Once
}

func (s slots) acquire() permit {
	s <- struct{}{}
	return permit{s, new(sync.Once)}
}

// Release gives the slot back the first time it is called, for this permit and all its copies.
func (p permit) Release() {
	p.once.Do(func() { <-p.slots })
}

func main() {
	s := make(slots, 2)

	p := s.acquire()
	second := p // a copy, and the compiler has nothing against it
	p.Release()
	second.Release()
	fmt.Println("taken after one permit was released twice:", len(s))

	// Handed on to another goroutine, which has to know that it is the last.
	p = s.acquire()
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer p.Release()
		fmt.Println("taken while another goroutine has the permit:", len(s))
	}()
	<-done
	fmt.Println("taken when it is done:", len(s))

	// The forgotten one: nothing warns, and nothing gives it back.
	func() {
		p := s.acquire()
		if len(s) > 0 {
			return
		}
		p.Release()
	}()
	fmt.Println("taken after an early return:", len(s))
}
