//go:build ignore
// race: no

// The checks of catch_it.rs in Go. Alone they find what is wrong for one goroutine. For the rest Go has samples: the check is run many times,
// and whether one of them meets the bad schedule is luck. -race is silent, too: every access below is locked.
package main

import (
	"fmt"
	"slices"
	"sync"
)

const room = 2

type queue interface {
	Push(item int) bool
	Pop() (int, bool)
}

// right is one lock around a slice.
type right struct {
	mu    sync.Mutex
	items []int
}

func (q *right) Push(item int) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.items) >= room {
		return false
	}
	q.items = append(q.items, item)
	return true
}

func (q *right) Pop() (int, bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.items) == 0 {
		return 0, false
	}
	item := q.items[0]
	q.items = q.items[1:]
	return item, true
}

// newestFirst is wrong for everybody.
type newestFirst struct{ right }

func (q *newestFirst) Pop() (int, bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.items) == 0 {
		return 0, false
	}
	item := q.items[len(q.items)-1]
	q.items = q.items[:len(q.items)-1]
	return item, true
}

// looksFirst is wrong for two: it looks at the first item under one lock and removes it under the next.
type looksFirst struct{ right }

func (q *looksFirst) Pop() (int, bool) {
	q.mu.Lock()
	if len(q.items) == 0 {
		q.mu.Unlock()
		return 0, false
	}
	item := q.items[0]
	q.mu.Unlock()
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.items) > 0 {
		q.items = q.items[1:]
	}
	return item, true
}

// rest pops at most one more than there is room for: a queue that never says "empty" must not keep it.
func rest(q queue) (items []int) {
	for range room + 1 {
		if item, ok := q.Pop(); ok {
			items = append(items, item)
		}
	}
	return items
}

func inOrder(q queue) bool {
	return q.Push(1) && q.Push(2) && !q.Push(3) && slices.Equal(rest(q), []int{1, 2})
}

func twoPop(q queue) bool {
	q.Push(1)
	q.Push(2)
	var popped [2]int
	var wg sync.WaitGroup
	for i := range popped {
		wg.Go(func() { popped[i], _ = q.Pop() })
	}
	wg.Wait()
	slices.Sort(popped[:])
	return popped == [2]int{1, 2} && len(rest(q)) == 0
}

// refused says how often one of the checks refused a new queue.
func refused(runs int, newQueue func() queue) (times int) {
	for range runs {
		if !inOrder(newQueue()) || !twoPop(newQueue()) {
			times++
		}
	}
	return times
}

func main() {
	const runs = 1000
	fmt.Println("the right one, refused:", refused(runs, func() queue { return &right{} }))
	fmt.Println("wrong for one goroutine, refused:", refused(runs, func() queue { return &newestFirst{} }))
	luck := refused(runs, func() queue { return &looksFirst{} })
	fmt.Println("wrong for two, refused in some of the runs, or in none:", luck < runs)
}
