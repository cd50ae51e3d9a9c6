//go:build ignore
// race: no

// The configuration of snapshot.rs in Go: a pointer that is swapped, and a mutex for those who swap it.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type live[T any] struct {
	changing sync.Mutex
	value    atomic.Pointer[T]
}

func newLive[T any](v T) *live[T] {
	l := &live[T]{}
	l.value.Store(&v)
	return l
}

// Current's result is shared, and nothing in Go keeps anybody from writing to it.
func (l *live[T]) Current() *T { return l.value.Load() }

func (l *live[T]) Replace(v T) *T {
	l.changing.Lock()
	defer l.changing.Unlock()
	return l.value.Swap(&v)
}

func (l *live[T]) Update(change func(*T) T) *T {
	l.changing.Lock()
	defer l.changing.Unlock()
	v := change(l.value.Load())
	l.value.Store(&v)
	return &v
}

func main() {
	type config struct{ limit int }
	l := newLive(config{limit: 1})
	kept := l.Current()
	var reloads sync.WaitGroup
	for range 100 {
		reloads.Add(1)
		go func() {
			defer reloads.Done()
			l.Update(func(c *config) config {
				// Reading goes on meanwhile.
				_ = l.Current().limit
				return config{limit: c.limit + 1}
			})
		}()
	}
	reloads.Wait()
	fmt.Println("kept:", kept.limit, "current:", l.Current().limit)
	fmt.Println("replaced:", l.Replace(config{limit: 7}).limit, "current:", l.Current().limit)
}
