//go:build ignore
// race: no

// The worker of background_worker.rs in Go: a context asks it to stop, a channel that is closed tells it that no more will come, and a
// second channel says that it has ended.
package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
)

var errStopping = errors.New("the worker is stopping")

type shipper struct {
	mu       sync.RWMutex
	stopping bool
	lines    chan string
}

// ship holds the lock while it sends, so that nobody closes the channel meanwhile: in Go a send on a closed channel panics. The worker
// receives until it is closed, so the send ends.
func (s *shipper) ship(line string) error {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if s.stopping {
		return errStopping
	}
	s.lines <- line
	return nil
}

func start(ctx context.Context, room int, write func(string)) (*shipper, <-chan int) {
	s := &shipper{lines: make(chan string, room)}
	context.AfterFunc(ctx, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.stopping = true
		close(s.lines)
	})
	ended := make(chan int, 1)
	go func() {
		written := 0
		// Not `case <-ctx.Done(): return`: that would leave behind what was accepted.
		for line := range s.lines {
			write(line)
			written++
		}
		ended <- written
	}()
	return s, ended
}

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	s, ended := start(ctx, 4, func(string) {})

	var mu sync.Mutex
	accepted := 0
	var handlers sync.WaitGroup
	for range 4 {
		handlers.Go(func() {
			for n := range 1000 {
				if s.ship(fmt.Sprint("line ", n)) != nil {
					return
				}
				mu.Lock()
				accepted++
				mu.Unlock()
			}
		})
	}
	cancel()
	handlers.Wait()
	written := <-ended
	fmt.Println("written what was accepted:", written == accepted)
	fmt.Println("one more:", s.ship("too late"))
}
