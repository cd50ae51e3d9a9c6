//go:build ignore
// race: no

// The relay of cancel_safety.rs in Go. A select chooses among channel operations, and an operation that is not chosen has not happened; so a
// batch that is a local variable of the loop is safe, as long as there is one loop.
package main

import "fmt"

func relay(rows <-chan int, batches chan<- []int, size int, beats <-chan struct{}) (seen int) {
	defer close(batches)
	var batch []int
	for {
		// A nil channel is never ready: with a full batch only the send can be chosen, without one only the receive.
		in, out := rows, batches
		if len(batch) == size || (rows == nil && len(batch) > 0) {
			in = nil
		} else {
			out = nil
		}
		if rows == nil && len(batch) == 0 {
			return seen
		}
		select {
		case row, ok := <-in:
			if !ok {
				rows = nil
				continue
			}
			batch = append(batch, row)
		case out <- batch:
			batch = nil
		case <-beats:
			seen++ // the batch is as it was
		}
	}
}

func main() {
	rows, batches, beats := make(chan int), make(chan []int), make(chan struct{})
	go func() {
		defer close(rows)
		for row := range 8 {
			rows <- row
			if row%3 == 1 {
				beats <- struct{}{}
			}
		}
	}()
	ended := make(chan int)
	go func() { ended <- relay(rows, batches, 3, beats) }()
	for batch := range batches {
		fmt.Println(batch)
	}
	fmt.Println("heartbeats:", <-ended)
}
