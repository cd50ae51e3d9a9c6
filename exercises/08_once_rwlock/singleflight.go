//go:build ignore
// race: no

// The flights of singleflight.rs in Go, as golang.org/x/sync/singleflight has them, without the standing on one's head that it
// needs for panics and Goexit.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type call struct {
	done  sync.WaitGroup
	value string
}

type group struct {
	mu      sync.Mutex
	running map[string]*call
}

func (g *group) Do(key string, load func() string) (value string, shared bool) {
	g.mu.Lock()
	if c, ok := g.running[key]; ok {
		g.mu.Unlock()
		c.done.Wait()
		return c.value, true
	}
	c := new(call)
	c.done.Add(1)
	if g.running == nil {
		g.running = make(map[string]*call)
	}
	g.running[key] = c
	g.mu.Unlock()

	// In this order: forgotten, and then told. Deferred functions run last in, first out, also when load panics; those who
	// wait then get an empty value, which is one of the things that singleflight spends its other hundred lines on.
	defer c.done.Done()
	defer func() {
		g.mu.Lock()
		delete(g.running, key)
		g.mu.Unlock()
	}()
	c.value = load()
	return c.value, false
}

func main() {
	var (
		g        group
		loads    atomic.Int64
		requests sync.WaitGroup
		release  = make(chan struct{})
		loading  = make(chan struct{})
	)
	load := func() string {
		loads.Add(1)
		close(loading)
		<-release
		return "<html>"
	}
	requests.Add(1)
	go func() {
		defer requests.Done()
		g.Do("page", load)
	}()
	<-loading
	answered := make(chan string, 3)
	for range 3 {
		requests.Add(1)
		go func() {
			defer requests.Done()
			value, _ := g.Do("page", func() string { loads.Add(1); return "<html>" })
			answered <- value
		}()
	}
	close(release)
	requests.Wait()
	close(answered)
	for value := range answered {
		fmt.Println("answered:", value)
	}
	fmt.Println("loads for four requests are between 1 and 4:", loads.Load() >= 1 && loads.Load() <= 4)
}
