//go:build ignore
// race: no

// The shipper of or_else.rs in Go: a default that is taken at once, and a timer that is set again with each line.
package main

import (
	"fmt"
	"time"
)

// shipEager sends whatever is there as soon as nothing more is there in that very moment. It counts how often it has asked in vain.
func shipEager(lines <-chan int) (batches, asked int) {
	var batch []int
	for {
		select {
		case line, ok := <-lines:
			if !ok {
				if len(batch) > 0 {
					batches++
				}
				return
			}
			batch = append(batch, line)
		default:
			asked++
			if len(batch) > 0 {
				batches++
				batch = nil
			}
		}
	}
}

// ship waits until no line has come for so long. A nil channel is never ready: there is no clock while there is nothing to send.
func ship(lines <-chan int, quiet time.Duration) (batches int) {
	var batch []int
	var quietNow <-chan time.Time
	for {
		select {
		case line, ok := <-lines:
			if !ok {
				if len(batch) > 0 {
					batches++
				}
				return
			}
			batch = append(batch, line)
			quietNow = time.After(quiet)
		case <-quietNow:
			batches++
			batch, quietNow = nil, nil
		}
	}
}

func produce() <-chan int {
	lines := make(chan int)
	go func() {
		defer close(lines)
		for line := range 20 {
			lines <- line
			time.Sleep(time.Millisecond)
		}
	}()
	return lines
}

func main() {
	batches, asked := shipEager(produce())
	fmt.Println("with a default: more than 10 batches:", batches > 10, "- asked in vain more than 100 times:", asked > 100)
	fmt.Println("with a timer: batches:", ship(produce(), time.Minute))
}
