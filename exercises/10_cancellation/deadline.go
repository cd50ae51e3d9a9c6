//go:build ignore
// race: no

// The tokens of deadline.rs in Go: contexts. A child ends with its parent or when its own time is up, whichever comes first.
package main

import (
	"context"
	"fmt"
	"time"
)

// call gets what is left of the request's time, and never more, whatever it asks for.
func call(ctx context.Context, limit time.Duration) string {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel() // vet insists: without it the timer lives on
	<-ctx.Done()
	return ctx.Err().Error()
}

func main() {
	request, cancel := context.WithTimeout(context.Background(), 30*time.Millisecond)
	defer cancel()

	begun := time.Now()
	fmt.Println("a call with an hour of its own:", call(request, time.Hour))
	took := time.Since(begun)
	fmt.Println("it ended with the request:", took >= 25*time.Millisecond && took < time.Minute)
	// The deadline is a moment: what comes after it has no time at all.
	fmt.Println("the next call:", call(request, time.Hour))

	parent, cancelParent := context.WithCancel(context.Background())
	one, cancelOne := context.WithCancel(parent)
	two, cancelTwo := context.WithCancel(parent)
	defer cancelTwo()
	cancelOne()
	fmt.Println("one cancelled:", one.Err(), "- its parent:", parent.Err(), "- the other:", two.Err())
	cancelParent()
	fmt.Println("the parent cancelled, the other:", two.Err())
}
