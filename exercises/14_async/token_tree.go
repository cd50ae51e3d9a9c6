//go:build ignore
// race: no

// The scopes of token_tree.rs in Go: this is what contexts are made for.
package main

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// run begins no work in a context that has ended. The work has to look at ctx itself; in Rust its future is dropped.
func run(ctx context.Context, work func(context.Context) error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return work(ctx)
}

func wait(ctx context.Context) error {
	<-ctx.Done()
	return ctx.Err()
}

func main() {
	server, stop := context.WithCancel(context.Background())
	defer stop()
	one, closeOne := context.WithCancel(server)
	other, closeOther := context.WithCancel(server)
	defer closeOther()

	closeOne()
	fmt.Println("one connection:  ", run(one, wait))
	fmt.Println("the other:       ", other.Err())

	// A deadline is never later than the parent's.
	short, cancelShort := context.WithTimeout(other, time.Millisecond)
	defer cancelShort()
	long, cancelLong := context.WithTimeout(short, time.Hour)
	defer cancelLong()
	fmt.Println("time is up:      ", errors.Is(run(long, wait), context.DeadlineExceeded))
	fmt.Println("and above it:    ", other.Err())

	stop()
	fmt.Println("the server stops:", run(other, wait))
}
