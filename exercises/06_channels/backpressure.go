//go:build ignore
// race: no

// The log shipper of backpressure.rs in Go: the capacity of the channel is the bound, and the reader has to be told when
// nobody uploads any more.
package main

import (
	"fmt"
	"sync/atomic"
)

func ship(lines int, ahead int, upload func(int)) (furthest int64) {
	var balance, most atomic.Int64
	read := make(chan int, ahead)
	gone := make(chan struct{})
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer close(read)
		for line := range lines {
			// Read, and not uploaded yet.
			if n := balance.Add(1); n > most.Load() {
				most.Store(n)
			}
			// A send alone would wait for ever when the uploader has died: nobody is left to receive, and the channel does
			// not know that. So the end of the uploader is a second channel, and a select.
			select {
			case read <- line:
			case <-gone:
				return
			}
		}
	}()
	defer func() {
		close(gone)
		<-done
		furthest = most.Load()
	}()
	for line := range read {
		upload(line)
		balance.Add(-1)
	}
	return
}

func main() {
	for _, ahead := range []int{0, 1, 3, 100} {
		furthest := ship(1000, ahead, func(int) {})
		fmt.Printf("ahead %3d: never more than %3d lines on their way: %v\n", ahead, ahead+2, furthest <= int64(ahead+2))
	}
	defer func() { fmt.Println("the upload panicked:", recover(), "- and the reader is gone") }()
	ship(1000, 3, func(line int) {
		if line == 1 {
			panic("on purpose")
		}
	})
}
