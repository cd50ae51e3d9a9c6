//go:build ignore
// race: no

// The cache of cache.rs in Go: each load is one object with one end, and closing its channel tells everybody who waits.
// golang.org/x/sync/singleflight is the middle part of it; what a failed load and a Forget mean for the map is left to you.
package main

import (
	"errors"
	"fmt"
	"sync"
)

// flight is one call of one load. value and err are written before ended is closed, and read after.
type flight struct {
	ended chan struct{}
	value int
	err   error
}

type cache struct {
	mu      sync.Mutex
	flights map[string]*flight // running, or ended well
}

func newCache() *cache { return &cache{flights: map[string]*flight{}} }

func (c *cache) Get(key string, load func() (int, error)) (int, error) {
	for {
		c.mu.Lock()
		f, found := c.flights[key]
		if !found {
			f = &flight{ended: make(chan struct{}), err: errors.New("the load panicked")}
			c.flights[key] = f
		}
		c.mu.Unlock()
		if !found {
			c.fly(key, f, load)
			return f.value, f.err
		}
		<-f.ended
		if f.err == nil {
			return f.value, nil
		}
		// It failed: ask again, as if now.
	}
}

// fly calls load. The deferred function runs on every way out, a panic included; err says "panicked" until load has returned.
func (c *cache) fly(key string, f *flight, load func() (int, error)) {
	defer func() {
		if f.err != nil {
			c.mu.Lock()
			if c.flights[key] == f { // it may have been forgotten, and another one is there
				delete(c.flights, key)
			}
			c.mu.Unlock()
		}
		close(f.ended)
	}()
	f.value, f.err = load()
}

func (c *cache) Forget(key string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.flights, key)
}

func main() {
	c := newCache()
	var loads int // only ever touched inside a load, and there is one at a time
	load := func() (int, error) {
		loads++
		return 100, nil
	}
	var wg sync.WaitGroup
	for range 200 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if price, err := c.Get("chair", load); price != 100 || err != nil {
				panic("a wrong price")
			}
		}()
	}
	wg.Wait()
	fmt.Println("200 requests,", loads, "load")

	down := errors.New("the database is down")
	_, err := c.Get("table", func() (int, error) { return 0, down })
	fmt.Println("first:", err)
	func() {
		defer func() { fmt.Println("then a panic:", recover()) }()
		c.Get("table", func() (int, error) { panic("no such table") })
	}()
	price, err := c.Get("table", func() (int, error) { return 300, nil })
	fmt.Println("at last:", price, err)

	// Forgotten while it is loaded: its caller gets the value, and nobody else does.
	old, _ := c.Get("lamp", func() (int, error) {
		c.Forget("lamp")
		return 1, nil
	})
	now, _ := c.Get("lamp", func() (int, error) { return 2, nil })
	fmt.Println("forgotten while it was loaded:", old, "and then", now)
}
