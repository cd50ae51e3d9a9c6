//go:build ignore
// race: no

// The delivery of select_send.rs in Go: a send and a receive in one select.
package main

import (
	"context"
	"errors"
	"fmt"
)

var errNotTaken = errors.New("not taken")

// deliver sends the payment, or leaves it with its caller. The third case of the Rust version does not exist: a sender in Go cannot
// see that nobody is left to receive, so whoever receives has to cancel the context when it leaves.
func deliver(ctx context.Context, payment int, out chan<- int) error {
	select {
	case out <- payment:
		return nil
	case <-ctx.Done():
		return errNotTaken
	}
}

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	out := make(chan int)
	var taken []int
	done := make(chan struct{})
	go func() {
		defer close(done)
		for range 3 {
			taken = append(taken, <-out)
		}
		cancel()
	}()
	var returned []int
	for payment := range 5 {
		if err := deliver(ctx, payment, out); err != nil {
			returned = append(returned, payment)
		}
	}
	<-done
	fmt.Println("taken:", taken, "back in the table:", returned)
}
