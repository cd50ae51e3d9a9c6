//go:build ignore
// race: no

// The poller of stop_flag.rs in Go: one close is both asking and waking, and a second channel says that it is over.
package main

import (
	"fmt"
	"time"
)

type poller struct {
	stop chan struct{}
	done chan int
}

func start(every time.Duration, poll func()) *poller {
	p := &poller{stop: make(chan struct{}), done: make(chan int, 1)}
	go func() {
		polls := 0
		defer func() { p.done <- polls }()
		for {
			poll()
			polls++
			select {
			case <-p.stop:
				return
			case <-time.After(every):
			}
		}
	}()
	return p
}

// Stop asks and wakes (close), and awaits the end (receive). Without the last line the goroutine may still be polling, and Go has no
// handle that would remind you of it.
func (p *poller) Stop() int {
	close(p.stop)
	return <-p.done
}

func main() {
	polled := make(chan struct{}, 1)
	p := start(time.Hour, func() { polled <- struct{}{} })
	<-polled
	fmt.Println("polls:", p.Stop())
}
