//go:build ignore
// race: no

// The meter of reply_to.rs in Go: requests carry the channel for their answer.
package main

import (
	"fmt"
	"sync"
)

type add struct {
	customer, units uint64
	reply           chan uint64
}

// open starts the owner. It hands out the totals when requests is closed: by somebody who knows that nobody will ask any more.
func open() (chan<- add, <-chan map[uint64]uint64) {
	requests := make(chan add)
	done := make(chan map[uint64]uint64, 1)
	go func() {
		totals := map[uint64]uint64{}
		for r := range requests {
			totals[r.customer] += r.units
			// With room for one this never waits. Without, it would wait for ever for a caller that has left.
			r.reply <- totals[r.customer]
		}
		done <- totals
	}()
	return requests, done
}

func ask(requests chan<- add, customer, units uint64) <-chan uint64 {
	reply := make(chan uint64, 1)
	requests <- add{customer, units, reply}
	return reply
}

func main() {
	requests, done := open()
	first, second := ask(requests, 1, 5), ask(requests, 1, 7)
	fmt.Println("fetched in the other order:", <-second, <-first)

	ask(requests, 2, 100) // nobody waits for this answer

	var clients sync.WaitGroup
	for customer := range uint64(4) {
		clients.Go(func() {
			for range 100 {
				<-ask(requests, 10+customer, 1)
			}
		})
	}
	clients.Wait()
	close(requests)
	fmt.Println("totals:", <-done)
}
