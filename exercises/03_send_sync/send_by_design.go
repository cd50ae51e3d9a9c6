//go:build ignore
// race: no

// What send_by_design.rs does with a guard, Go does with a context: a value that is passed from function
// to function and may go anywhere. There is no thread to ask, and so there is no guard to lose either.
package main

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
)

type traceKey struct{}

type trace struct {
	id   uint64
	open atomic.Int64
}

// enter returns a context with the trace in it, and a function that leaves it again. Nothing stops
// anybody from calling leave on another goroutine, twice, or never.
func (t *trace) enter(ctx context.Context) (context.Context, func()) {
	t.open.Add(1)
	return context.WithValue(ctx, traceKey{}, t), func() { t.open.Add(-1) }
}

func current(ctx context.Context) string {
	if t, entered := ctx.Value(traceKey{}).(*trace); entered {
		return fmt.Sprint("request ", t.id)
	}
	return "nobody"
}

func main() {
	background := context.Background()
	t := &trace{id: 7}
	ctx, leave := t.enter(background)
	fmt.Println("here:          ", current(ctx), "- open:", t.open.Load())

	var wg sync.WaitGroup
	// Works for the request because the right context is passed on,
	wg.Go(func() { fmt.Println("passed on:     ", current(ctx)) })
	wg.Wait()
	// and for nobody because the wrong one is. It compiles: both are contexts.
	wg.Go(func() { fmt.Println("forgotten:     ", current(background)) })
	wg.Wait()

	// Left on another goroutine, and then once more here: it compiles, and the count is off.
	wg.Go(leave)
	wg.Wait()
	leave()
	fmt.Println("left twice:    ", t.open.Load(), "open")
}
