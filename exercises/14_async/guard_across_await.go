//go:build ignore
// race: no

// The price list of guard_across_await.rs in Go: lock, look, unlock; fetch; lock, look again, store, unlock.
package main

import (
	"fmt"
	"sync"
)

type price struct{ cents, version int }

type prices struct {
	mu    sync.Mutex
	table map[int]price
}

func (p *prices) get(item int) (price, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	there, ok := p.table[item]
	return there, ok
}

// refresh does not hold the lock while it fetches. If it did, every get would wait for the network: in Go that is slow, and no more. A
// goroutine that waits for a lock leaves its thread to the others.
func (p *prices) refresh(fetch func(item, known int) (price, bool), item int) price {
	known, _ := p.get(item)
	fetched, newer := fetch(item, known.version)

	p.mu.Lock()
	defer p.mu.Unlock()
	if newer && p.table[item].version < fetched.version {
		p.table[item] = fetched
	}
	return p.table[item]
}

func main() {
	p := &prices{table: map[int]price{7: {100, 1}}}

	// The older answer comes later: it must not win.
	newerIsIn := make(chan struct{})
	var refreshes sync.WaitGroup
	refreshes.Go(func() {
		p.refresh(func(int, int) (price, bool) {
			<-newerIsIn
			return price{200, 2}, true
		}, 7)
	})
	p.refresh(func(int, int) (price, bool) { return price{300, 3}, true }, 7)
	close(newerIsIn)
	refreshes.Wait()
	fmt.Println(p.get(7))
}
