//go:build ignore
// race: no

// The album of par_map.rs in Go: workers that take the next index, and a slice with a place for each result.
package main

import (
	"errors"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
)

// tryMapAll keeps the order by writing to results[i]. That no two goroutines have the same i is the author's word.
func tryMapAll[T, R any](items []T, work func(T) (R, error)) ([]R, error) {
	results := make([]R, len(items))
	var (
		next    atomic.Int64
		workers sync.WaitGroup
		once    sync.Once
		failed  error
		stop    atomic.Bool
	)
	for range runtime.GOMAXPROCS(0) {
		workers.Add(1)
		go func() {
			defer workers.Done()
			for !stop.Load() {
				i := int(next.Add(1)) - 1
				if i >= len(items) {
					return
				}
				result, err := work(items[i])
				if err != nil {
					once.Do(func() { failed = err })
					stop.Store(true)
					return
				}
				results[i] = result
			}
		}()
	}
	workers.Wait()
	if failed != nil {
		return nil, failed
	}
	return results, nil
}

func main() {
	items := make([]int, 100)
	for i := range items {
		items[i] = i
	}
	squares, err := tryMapAll(items, func(n int) (int, error) { return n * n, nil })
	fmt.Println(squares[:5], squares[99], err)
	_, err = tryMapAll(items, func(n int) (int, error) {
		if n%10 == 7 {
			return 0, errors.New("broken")
		}
		return n, nil
	})
	fmt.Println("one of several errors:", err)
	none, err := tryMapAll(items[:0], func(n int) (int, error) { return n, nil })
	fmt.Println("no items:", len(none), err)
}
