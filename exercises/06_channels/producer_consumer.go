//go:build ignore
// race: no

// The orders of producer_consumer.rs in Go, with nobody who waits and with somebody who does.
package main

import (
	"fmt"
	"sync/atomic"
)

// processAll counts the orders that have been processed when it returns. With wait false it is the article's version: both
// goroutines are on their own, and what has happened by the time of the return is up to the scheduler.
func processAll(orders int, wait bool, process func(int)) int64 {
	var processed atomic.Int64
	queue := make(chan int, 100)
	done := make(chan struct{})
	go func() {
		defer close(queue) // tells the consumer; nobody else is listening on this channel
		for order := range orders {
			queue <- order
		}
	}()
	go func() {
		defer close(done) // tells whoever waits
		for order := range queue {
			process(order)
			processed.Add(1)
		}
	}()
	if wait {
		<-done
	}
	return processed.Load()
}

func main() {
	fmt.Println("waited for:", processAll(1000, true, func(int) {}))

	// One of the schedules of the other version, made certain: the consumer gets to its work after the caller has left.
	left := make(chan struct{})
	finished := make(chan struct{})
	processed := processAll(1000, false, func(order int) {
		<-left
		if order == 999 {
			close(finished)
		}
	})
	fmt.Println("nobody waited:", processed)
	close(left)
	<-finished
}
