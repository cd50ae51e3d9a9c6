//go:build ignore
// race: no

// The rate of publish.rs in Go. There is no ordering to choose: Go's atomics are sequentially consistent.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

// Rate's fields cents and day are plain: they are written before the flag is stored and read after it was seen, and Go's
// memory model makes an order of that.
type Rate struct {
	cents, day uint64
	ready      atomic.Bool
	asked      atomic.Uint64
}

func (r *Rate) Publish(cents, day uint64) {
	r.cents, r.day = cents, day
	r.ready.Store(true)
}

func (r *Rate) Get() (cents, day uint64, ok bool) {
	r.asked.Add(1)
	if !r.ready.Load() {
		return 0, 0, false
	}
	return r.cents, r.day, true
}

// whole is what most Go programs would do instead: one pointer to a value that nobody changes.
type whole struct{ cents, day uint64 }

func main() {
	var (
		rate    Rate
		current atomic.Pointer[whole]
		wg      sync.WaitGroup
		torn    atomic.Uint64
	)
	for range 4 {
		wg.Go(func() {
			for {
				if cents, day, ok := rate.Get(); ok {
					if cents != 108 || day != 20_000 {
						torn.Add(1)
					}
					break
				}
			}
			for {
				if now := current.Load(); now != nil {
					if *now != (whole{108, 20_000}) {
						torn.Add(1)
					}
					break
				}
			}
		})
	}
	rate.Publish(108, 20_000)
	current.Store(&whole{108, 20_000})
	wg.Wait()
	fmt.Println("rates that never were:", torn.Load())
	fmt.Println("asked at least once by each:", rate.asked.Load() >= 4)
}
