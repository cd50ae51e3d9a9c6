//go:build ignore
// race: no

// The queue of bounded_queue.rs in Go. A channel is this queue, but for one thing: whoever sends into a closed channel panics,
// and so does a sender that waits for room while it is closed. With a sync.Cond the item comes back.
package main

import (
	"fmt"
	"sync"
)

type boundedQueue[T any] struct {
	mu       sync.Mutex
	notEmpty *sync.Cond
	notFull  *sync.Cond
	capacity int
	items    []T
	closed   bool
}

func newBoundedQueue[T any](capacity int) *boundedQueue[T] {
	q := &boundedQueue[T]{capacity: max(capacity, 1)}
	// Two conditions, and one lock for both.
	q.notEmpty, q.notFull = sync.NewCond(&q.mu), sync.NewCond(&q.mu)
	return q
}

func (q *boundedQueue[T]) Push(item T) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.items) == q.capacity && !q.closed {
		q.notFull.Wait()
	}
	if q.closed {
		return false
	}
	q.items = append(q.items, item)
	q.notEmpty.Signal()
	return true
}

func (q *boundedQueue[T]) Pop() (item T, ok bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.items) == 0 && !q.closed {
		q.notEmpty.Wait()
	}
	if len(q.items) == 0 {
		return item, false
	}
	item, q.items = q.items[0], q.items[1:]
	q.notFull.Signal()
	return item, true
}

func (q *boundedQueue[T]) Close() {
	q.mu.Lock()
	q.closed = true
	q.mu.Unlock()
	q.notEmpty.Broadcast()
	q.notFull.Broadcast()
}

func main() {
	q := newBoundedQueue[int](2)
	var mu sync.Mutex
	sum := 0
	var workers sync.WaitGroup
	for range 3 {
		workers.Add(1)
		go func() {
			defer workers.Done()
			for {
				item, ok := q.Pop()
				if !ok {
					return
				}
				mu.Lock()
				sum += item
				mu.Unlock()
			}
		}()
	}
	for item := 1; item <= 100; item++ {
		q.Push(item)
	}
	q.Close()
	workers.Wait()
	fmt.Println("the sum of all items:", sum)
	fmt.Println("pushed after the end:", q.Push(101))

	// The channel gives nothing back.
	c := make(chan int, 2)
	close(c)
	func() {
		defer func() { fmt.Println("sent into a closed channel:", recover()) }()
		c <- 101
	}()
}
