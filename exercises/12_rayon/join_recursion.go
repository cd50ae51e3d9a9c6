//go:build ignore
// race: no

// The folders of join_recursion.rs in Go: a goroutine for each folder, and a semaphore for what is scarce, the requests.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type folder struct {
	files   []int
	folders []*folder
	total   int
}

// The semaphore is around size, not around measure: a folder that held a slot while it waits for its folders would keep them out.
func measure(f *folder, sem chan struct{}, size func(int) int) int {
	sums := make([]int, len(f.folders))
	var wg sync.WaitGroup
	for i, inner := range f.folders {
		wg.Add(1)
		go func() {
			defer wg.Done()
			sums[i] = measure(inner, sem, size)
		}()
	}
	total := 0
	for _, file := range f.files {
		sem <- struct{}{}
		total += size(file)
		<-sem
	}
	wg.Wait()
	for _, sum := range sums {
		total += sum
	}
	f.total = total
	return total
}

func tree(levels int) *folder {
	f := &folder{files: []int{1, 2}}
	if levels > 0 {
		for range 5 {
			f.folders = append(f.folders, tree(levels-1))
		}
	}
	return f
}

func main() {
	var calls, now, most atomic.Int64
	root := tree(4)
	total := measure(root, make(chan struct{}, 4), func(file int) int {
		n := now.Add(1)
		for m := most.Load(); n > m && !most.CompareAndSwap(m, n); m = most.Load() {
		}
		defer now.Add(-1)
		calls.Add(1)
		return file
	})
	fmt.Println("total:", total, "calls:", calls.Load(), "never more than four at once:", most.Load() <= 4)
	fmt.Println("the first folder in it:", root.folders[0].total)
}
