//go:build ignore
// race: no

// The table of read_mostly.rs in Go: RLock where it is read, Lock where it is written, and the question asked a second time.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type rules struct{ hits atomic.Int64 }

type table struct {
	mu      sync.RWMutex
	entries map[string]*rules // guarded by mu
}

func (t *table) With(key string, read func(*rules)) bool {
	t.mu.RLock()
	defer t.mu.RUnlock()
	r, ok := t.entries[key]
	if ok {
		read(r)
	}
	return ok
}

func (t *table) WithOrAdd(key string, make func() *rules, read func(*rules)) {
	if t.With(key, read) {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	// What With has seen is an old story by now.
	r, ok := t.entries[key]
	if !ok {
		r = make()
		t.entries[key] = r
	}
	read(r)
}

func main() {
	t := &table{entries: map[string]*rules{}}
	var made atomic.Int64
	var requests sync.WaitGroup
	for range 8 {
		requests.Add(1)
		go func() {
			defer requests.Done()
			for range 100 {
				t.WithOrAdd("ada",
					func() *rules { made.Add(1); return &rules{} },
					// Several goroutines are in here at once. Nothing in Go says that rules must be fit for it.
					func(r *rules) { r.hits.Add(1) })
			}
		}()
	}
	requests.Wait()
	t.With("ada", func(r *rules) { fmt.Println("made:", made.Load(), "hits:", r.hits.Load()) })
	fmt.Println("bob is there:", t.With("bob", func(*rules) {}))
}
