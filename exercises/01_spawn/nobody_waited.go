//go:build ignore
// race: no

// When main returns the process ends, whatever the goroutines still had to do.
//
// Two services ship three log lines in the background. The first returns without waiting, the
// second defers wg.Wait(): correct, as long as nobody forgets that line on any way out.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type service struct {
	stopping chan struct{} // closed when the service has begun to stop: the goroutine is that slow
	shipped  atomic.Int32
	wg       sync.WaitGroup
}

func (s *service) shipInBackground() {
	s.wg.Go(func() {
		<-s.stopping
		s.shipped.Add(3)
	})
}

func (s *service) runAndLeave() {
	s.shipInBackground()
}

func (s *service) runAndWait() {
	defer s.wg.Wait()
	s.shipInBackground()
	close(s.stopping)
}

func main() {
	careless := &service{stopping: make(chan struct{})}
	careless.runAndLeave()
	fmt.Println("nobody waited:", careless.shipped.Load(), "of 3 lines when the service returned")
	close(careless.stopping) // too late: main returns next, and takes the goroutine with it

	careful := &service{stopping: make(chan struct{})}
	careful.runAndWait()
	fmt.Println("wg.Wait():    ", careful.shipped.Load(), "of 3 lines when the service returned")
}
