//go:build ignore
// race: no

// What poll_by_hand.rs does by hand, Go's runtime does: a goroutine that waits is put aside, and made ready again by whoever ends the wait.
// Here is the agreement of poller, future and waker as a Go program, with a channel that has room for one as the bell.
package main

import "fmt"

// future: polled again and again until it is ready. It keeps wake, and calls it when polling again is worth while.
type future func(wake func()) (result int, ready bool)

func run(poll future) int {
	// Room for one: a wake-up that comes early is kept, and two of them are one. Without room it would be lost when nobody waits.
	bell := make(chan struct{}, 1)
	wake := func() {
		select {
		case bell <- struct{}{}:
		default: // rung already
		}
	}
	for {
		if result, ready := poll(wake); ready {
			return result
		}
		<-bell
	}
}

func main() {
	answer := make(chan int, 1)
	started := false
	result := run(func(wake func()) (int, bool) {
		if !started {
			started = true
			go func() {
				answer <- 42
				wake() // perhaps before the poll has returned
			}()
		}
		select {
		case n := <-answer:
			return n, true
		default:
			return 0, false
		}
	})
	fmt.Println(result)
}
