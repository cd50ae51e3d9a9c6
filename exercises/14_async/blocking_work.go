//go:build ignore
// race: no

// The pool of blocking_work.rs in Go. Any goroutine may block or compute; what is left to do is the limit, and what becomes of it when the
// caller leaves.
package main

import (
	"context"
	"errors"
	"fmt"
)

var errPanicked = errors.New("the work has panicked")

type pool struct{ places chan struct{} }

func newPool(limit int) *pool { return &pool{make(chan struct{}, max(limit, 1))} }

func (p *pool) run(ctx context.Context, work func() int) (int, error) {
	select {
	case p.places <- struct{}{}:
	case <-ctx.Done():
		return 0, ctx.Err() // not begun
	}
	type result struct {
		value int
		err   error
	}
	done := make(chan result, 1)
	go func() {
		// The place belongs to the goroutine that works, not to the caller that waits.
		defer func() { <-p.places }()
		defer func() {
			if recover() != nil {
				done <- result{0, errPanicked}
			}
		}()
		done <- result{work(), nil}
	}()
	select {
	case r := <-done:
		return r.value, r.err
	case <-ctx.Done():
		return 0, ctx.Err() // the work goes on, and keeps its place
	}
}

func main() {
	p := newPool(1)
	fmt.Println(p.run(context.Background(), func() int { return 42 }))
	fmt.Println(p.run(context.Background(), func() int { panic("broken on purpose") }))

	begun, release := make(chan struct{}), make(chan struct{})
	leaving, leave := context.WithCancel(context.Background())
	go func() {
		<-begun
		leave()
	}()
	fmt.Println(p.run(leaving, func() int {
		close(begun)
		<-release
		return 0
	}))
	fmt.Println("places taken, though the caller has left:", len(p.places))
	close(release)
	fmt.Println(p.run(context.Background(), func() int { return 43 }))
}
