//go:build ignore
// race: no

// The sum of chunks.rs in Go, with the usual arithmetic: divide, multiply, and give the rest to the last worker.
package main

import (
	"fmt"
	"slices"
	"sync"
)

func parallelSum(data []uint64, workers int) uint64 {
	workers = max(workers, 1)
	parts := make([]uint64, workers)
	size := len(data) / workers
	var wg sync.WaitGroup
	for w := range workers {
		start, end := w*size, (w+1)*size
		if w == workers-1 {
			end = len(data) // forget this line, and the rest is lost without a word
		}
		wg.Go(func() {
			for _, n := range data[start:end] {
				parts[w] += n
			}
		})
	}
	wg.Wait()
	var sum uint64
	for _, part := range parts {
		sum += part
	}
	return sum
}

// chunkSum leaves the cutting to slices.Chunk, which panics for size 0 just as Rust's chunks does.
func chunkSum(data []uint64, workers int) uint64 {
	workers = max(workers, 1)
	size := max((len(data)+workers-1)/workers, 1)
	sums := make(chan uint64)
	started := 0
	for part := range slices.Chunk(data, size) {
		started++
		go func() {
			var sum uint64
			for _, n := range part {
				sum += n
			}
			sums <- sum
		}()
	}
	var sum uint64
	for range started {
		sum += <-sums
	}
	return sum
}

func main() {
	var data []uint64
	for n := range uint64(8) {
		data = append(data, n+1)
	}
	for _, workers := range []int{0, 1, 3, 4, 20} {
		fmt.Printf("%2d workers: %d %d\n", workers, parallelSum(data, workers), chunkSum(data, workers))
	}
	fmt.Println("no numbers:", parallelSum(nil, 3), chunkSum(nil, 3))
}
