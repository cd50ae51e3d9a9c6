//go:build ignore
// race: no

// The hand-over of rendezvous.rs in Go: with a buffer, and from hand to hand.
package main

import "fmt"

// handOver gives up to three sessions to a successor that takes one and leaves. It returns how many the old server strikes off.
func handOver(buffer int) (struckOff, taken int) {
	sessions := make(chan int, buffer)
	// A send cannot find out by itself that nobody is left to receive: the successor has to say so.
	gone := make(chan struct{})
	go func() {
		<-sessions
		taken++
		close(gone)
	}()
	for session := range 3 {
		if session > 0 {
			// The successor has left: what can be sent now goes nowhere.
			<-gone
			select {
			case sessions <- session:
				struckOff++
				continue
			default:
				return
			}
		}
		sessions <- session
		struckOff++
	}
	return
}

func main() {
	for _, buffer := range []int{1, 0} {
		struckOff, taken := handOver(buffer)
		fmt.Printf("buffer of %d: %d struck off, %d taken\n", buffer, struckOff, taken)
	}
}
