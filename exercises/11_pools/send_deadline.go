//go:build ignore
// race: no

// The batch of send_deadline.rs in Go: the deadline lives in one timer outside of the loop, which a context is.
package main

import (
	"context"
	"fmt"
	"time"
)

// deliver sends the events in order and returns those that were not sent, and why.
func deliver(ctx context.Context, queue chan<- int, batch []int) ([]int, error) {
	for n, event := range batch {
		// With both ready select takes either, so what there is room for is tried first.
		select {
		case queue <- event:
			continue
		default:
		}
		select {
		case queue <- event:
		case <-ctx.Done():
			return batch[n:], context.Cause(ctx)
		}
	}
	return nil, nil
}

// eachAnew has the bug of the unsolved file: every event gets the whole time.
func eachAnew(limit time.Duration, queue chan<- int, batch []int) []int {
	for n, event := range batch {
		select {
		case queue <- event:
		case <-time.After(limit):
			return batch[n:]
		}
	}
	return nil
}

func main() {
	// There is room for two, and nobody takes anything.
	queue := make(chan int, 2)
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Millisecond)
	defer cancel()
	rest, err := deliver(ctx, queue, []int{1, 2, 3, 4})
	fmt.Println("in the queue:", len(queue), "rest:", rest, "because:", err)

	// Five events, each of which finds room after six of ten milliseconds: more than the ten in all.
	slow := make(chan int)
	go func() {
		for range 5 {
			time.Sleep(6 * time.Millisecond)
			<-slow
		}
	}()
	start := time.Now()
	rest = eachAnew(10*time.Millisecond, slow, []int{1, 2, 3, 4, 5})
	fmt.Println("limit for each: longer than the limit:", time.Since(start) > 10*time.Millisecond)

	// What Go cannot know: that nobody will ever receive. There is only the time.
}
