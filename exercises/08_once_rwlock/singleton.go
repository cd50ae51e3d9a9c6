//go:build ignore
// race: no

// The settings of singleton.rs in Go: sync.OnceValue for the value, an atomic pointer for whoever only looks.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type settings struct {
	owner string
	users int
}

var (
	loads  atomic.Int64
	loaded atomic.Pointer[settings]
)

// licence may be called by any goroutine, any number of times; the function in it runs once.
var licence = sync.OnceValue(func() *settings {
	loads.Add(1)
	s := &settings{owner: "ada", users: 5}
	loaded.Store(s)
	return s
})

// broken shows what OnceValue thinks of a panic: the function has run, and every later call panics again.
var broken = sync.OnceValue(func() *settings { panic("the licence server hangs up, on purpose") })

func try(f func() *settings) (err any) {
	defer func() { err = recover() }()
	f()
	return nil
}

func main() {
	fmt.Println("loaded before the first call:", loaded.Load() != nil)
	var requests sync.WaitGroup
	same := make([]*settings, 8)
	for i := range same {
		requests.Add(1)
		go func() {
			defer requests.Done()
			same[i] = licence()
		}()
	}
	requests.Wait()
	for _, s := range same {
		if s != same[0] {
			panic("two settings")
		}
	}
	fmt.Println("loads by eight goroutines:", loads.Load())
	fmt.Println("first call of the broken one:", try(broken))
	fmt.Println("second call:", try(broken))
}
