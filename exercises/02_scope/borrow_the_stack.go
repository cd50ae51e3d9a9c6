//go:build ignore
// race: no

// The fraud rules of borrow_the_stack.rs in Go: each goroutine looks at the order through a pointer.
// Nothing says how long the order must live; the garbage collector finds out.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type order struct {
	customer string
	cents    int
}

type rule func(*order) bool

func objections(o *order, rules []rule) int {
	var wg sync.WaitGroup
	var objected atomic.Int64
	for _, r := range rules {
		wg.Go(func() {
			if r(o) {
				objected.Add(1)
			}
		})
	}
	// Without this line the program still compiles, and the result is whatever was counted so far.
	wg.Wait()
	return int(objected.Load())
}

func main() {
	tooBig := func(o *order) bool { return o.cents > 50_000 }
	nameless := func(o *order) bool { return o.customer == "" }
	o := order{customer: "Ada", cents: 90_000}
	fmt.Println("objections:", objections(&o, []rule{tooBig, nameless}))
	fmt.Println("objections without rules:", objections(&o, nil))

	// The order may outlive the function that declared it, and nobody has to say so: it moves to the heap.
	late := make(chan string)
	func() {
		local := order{customer: "Grace", cents: 100}
		go func() { late <- local.customer }()
	}()
	fmt.Println("looked at after its function returned:", <-late)
}
