//go:build ignore
// race: no

// The beats of heartbeat.rs in Go: a timer that is made anew in each turn, and a ticker that is made once.
package main

import (
	"fmt"
	"time"
)

const every = 20 * time.Millisecond

func withAfter(messages <-chan int) (beats int) {
	for {
		select {
		case _, ok := <-messages:
			if !ok {
				return
			}
		case <-time.After(every): // nothing has come for so long
			beats++
		}
	}
}

func withTicker(messages <-chan int) (beats int) {
	beat := time.NewTicker(every)
	defer beat.Stop()
	for {
		// First the beat, if it is due: the select below is fair.
		select {
		case <-beat.C:
			beats++
		default:
		}
		select {
		case <-beat.C: // so much time has passed
			beats++
		case _, ok := <-messages:
			if !ok {
				return
			}
		}
	}
}

// busy has always a message ready, for much longer than a beat.
func busy() <-chan int {
	messages := make(chan int)
	go func() {
		defer close(messages)
		for begun := time.Now(); time.Since(begun) < 10*every; {
			messages <- 1
		}
	}()
	return messages
}

func main() {
	fmt.Println("with After in the loop, more than 2 beats:", withAfter(busy()) > 2)
	fmt.Println("with a Ticker, more than 2 beats:", withTicker(busy()) > 2)
}
