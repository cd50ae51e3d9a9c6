//go:build ignore
// race: no

// The load test of wait_group.rs in Go: one WaitGroup is the gate, another one knows when everything is over.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type run struct{ done *sync.WaitGroup }

func launch(clients int, connect, request func(int)) run {
	var connected, done sync.WaitGroup
	// Counted in here, by the launching goroutine. `done.Add(1)` as the first line of the goroutine compiles, too (only vet
	// objects): wait may then find nobody to wait for.
	connected.Add(clients)
	done.Add(clients)
	for client := range clients {
		go func() {
			// Deferred, because a request may panic. Without the recover the whole program would end.
			defer done.Done()
			defer func() {
				if reason := recover(); reason != nil {
					fmt.Println("a request panicked:", reason)
				}
			}()
			connect(client)
			connected.Done()
			connected.Wait()
			request(client)
		}()
	}
	return run{&done}
}

func (r run) wait() { r.done.Wait() }

func main() {
	var connected, early, requests atomic.Int64
	r := launch(4,
		func(int) { connected.Add(1) },
		func(client int) {
			if connected.Load() < 4 {
				early.Add(1)
			}
			requests.Add(1)
			if client == 2 {
				panic("on purpose")
			}
		})
	r.wait()
	fmt.Println("requests:", requests.Load(), "before everyone was connected:", early.Load())

	launch(0, nil, nil).wait()
	fmt.Println("nobody to wait for is fine, and so is waiting twice:")
	r.wait()
}
