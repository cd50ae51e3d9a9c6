//go:build ignore
// race: no

// The cause of cancel_cause.rs in Go: context.WithCancelCause.
package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
)

func main() {
	ctx, cancel := context.WithCancelCause(context.Background())
	fmt.Println("before:", ctx.Err(), context.Cause(ctx))

	reasons := []error{errors.New("disk full"), errors.New("cancelled by the operator")}
	var parts sync.WaitGroup
	for _, why := range reasons {
		parts.Go(func() { cancel(why) })
	}
	causes := make(chan error, 3)
	for range cap(causes) {
		parts.Go(func() {
			<-ctx.Done()
			causes <- context.Cause(ctx)
		})
	}
	parts.Wait()
	close(causes)

	first := context.Cause(ctx)
	same := true
	for cause := range causes {
		same = same && cause == first
	}
	cancel(errors.New("too late"))
	fmt.Println("one of the two:", first == reasons[0] || first == reasons[1])
	fmt.Println("the same for everybody, and for good:", same && context.Cause(ctx) == first)
	// Err says that it was cancelled, and not why; that has stayed as it was.
	fmt.Println("after:", ctx.Err())
}
