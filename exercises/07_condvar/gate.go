//go:build ignore
// race: no

// The gate of gate.rs in Go, twice: as a sync.Cond, and as the channel that is closed, which most Go programs would use.
package main

import (
	"fmt"
	"sync"
	"time"
)

// condGate: the flag belongs to the lock that Wait gives back.
type condGate struct {
	mu     sync.Mutex
	opened *sync.Cond
	open   bool
}

func newCondGate() *condGate {
	g := &condGate{}
	g.opened = sync.NewCond(&g.mu)
	return g
}

func (g *condGate) Open() {
	g.mu.Lock()
	g.open = true
	g.mu.Unlock()
	g.opened.Broadcast()
}

func (g *condGate) Wait() {
	g.mu.Lock()
	defer g.mu.Unlock()
	// Go's Wait does not return unless it was woken. It is a loop nevertheless: when this goroutine has the lock again, somebody
	// else may have been there. Rust's Condvar may wake for no reason, too.
	for !g.open {
		g.opened.Wait()
	}
}

// chanGate: being closed is a state, and a state cannot be missed. A timeout comes for free, which sync.Cond does not have.
type chanGate struct {
	once   sync.Once
	opened chan struct{}
}

func newChanGate() *chanGate { return &chanGate{opened: make(chan struct{})} }

func (g *chanGate) Open() { g.once.Do(func() { close(g.opened) }) }

func (g *chanGate) Wait() { <-g.opened }

func (g *chanGate) WaitFor(limit time.Duration) bool {
	// With both ready select takes either, so the state is asked first.
	select {
	case <-g.opened:
		return true
	default:
	}
	select {
	case <-g.opened:
		return true
	case <-time.After(limit):
		return false
	}
}

func main() {
	config := "none"
	byCond, byChan := newCondGate(), newChanGate()
	var handlers sync.WaitGroup
	for range 3 {
		handlers.Add(1)
		go func() {
			defer handlers.Done()
			byCond.Wait()
			byChan.Wait()
			fmt.Println("a handler has got through and sees:", config)
		}()
	}
	fmt.Println("before, with a limit of zero:", byChan.WaitFor(0))
	config = "loaded"
	byCond.Open()
	byChan.Open()
	byChan.Open()
	handlers.Wait()
	fmt.Println("after, with a limit of zero:", byChan.WaitFor(0))
}
