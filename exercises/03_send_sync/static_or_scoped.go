//go:build ignore
// race: no

// The two functions of static_or_scoped.rs in Go. Their types are the same: nothing says that one
// of them waits, nor what their closures may look at, nor for how long.
package main

import (
	"fmt"
	"sync"
)

// both runs its two closures at the same time, and returns when both are over.
func both(first, second func()) {
	var wg sync.WaitGroup
	wg.Go(first)
	wg.Go(second)
	wg.Wait()
}

// later starts work, and returns a channel on which its result will be.
func later[T any](work func() T) <-chan T {
	result := make(chan T, 1)
	go func() { result <- work() }()
	return result
}

type request struct{ path string }

// handle answers a request. The audit runs on when handle has returned, and still looks at r: the
// collector keeps r alive for it. Alive, not unchanged: with a pool of requests (sync.Pool) this is
// the bug that puts Bob's path into Alice's audit.
func handle(r *request, answered <-chan struct{}) (string, <-chan string) {
	var invoices, tickets string
	both(
		func() { invoices = "no invoices for " + r.path },
		func() { tickets = "two tickets for " + r.path },
	)
	audit := later(func() string {
		<-answered
		return "audit: GET " + r.path
	})
	return invoices + ", " + tickets, audit
}

func main() {
	answered := make(chan struct{})
	r := &request{path: "/alice"}
	page, audit := handle(r, answered)
	fmt.Println("page: ", page)

	// The request is handed back and used again, as a pool would. No data race: the channel orders the
	// two. The detector has nothing to say, and the audit names the wrong customer.
	r.path = "/bob"
	close(answered)
	fmt.Println(<-audit)
}
