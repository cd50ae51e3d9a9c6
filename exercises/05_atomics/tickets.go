//go:build ignore
// race: no

// The vouchers of tickets.rs in Go. Every access is atomic, so -race has nothing to report, and with one voucher left two
// handlers that were both told so take two.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type tickets struct {
	limit int64
	taken atomic.Int64
}

// askThenAdd is the bug. between stands for whatever may run between the two steps; in production that is nothing you wrote.
func (t *tickets) askThenAdd(between func()) (int64, bool) {
	if t.taken.Load() >= t.limit {
		return 0, false
	}
	between()
	return t.taken.Add(1), true
}

// take is the cure: the step that adds also gives the number, and the number says whether it is a ticket.
func (t *tickets) take(func()) (int64, bool) {
	number := t.taken.Add(1) // the new value; Rust's fetch_add returns the old one
	return number, number <= t.limit
}

// takeInALoop is the same with CompareAndSwap. Nobody who came too late is counted.
func (t *tickets) takeInALoop(func()) (int64, bool) {
	for {
		taken := t.taken.Load()
		if taken >= t.limit {
			return 0, false
		}
		if t.taken.CompareAndSwap(taken, taken+1) {
			return taken + 1, true
		}
	}
}

func twoHandlers(name string, limit int64, take func(*tickets, func()) (int64, bool)) {
	t := &tickets{limit: limit}
	// Both have asked before either adds: the one schedule that matters.
	var bothAsked, wg sync.WaitGroup
	bothAsked.Add(2)
	meet := func() {
		bothAsked.Done()
		bothAsked.Wait()
	}
	var given atomic.Int64
	for range 2 {
		wg.Go(func() {
			if _, ok := take(t, meet); ok {
				given.Add(1)
			}
		})
	}
	wg.Wait()
	fmt.Printf("%-16s %d of %d given\n", name, given.Load(), limit)
}

func main() {
	twoHandlers("ask, then add:", 1, (*tickets).askThenAdd)
	twoHandlers("add, then judge:", 1, (*tickets).take)
	twoHandlers("in a loop:", 1, (*tickets).takeInALoop)
}
