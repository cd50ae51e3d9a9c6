//go:build ignore
// race: no

// The import of pipeline.rs in Go: the end runs forwards through the closed channels, and backwards it needs a way of its own.
package main

import (
	"fmt"
	"sync"
)

// importAll runs three stages. The calling goroutine stores; when it stops early, gone tells the two others.
func importAll(lines int, room int, store func(int) bool) (read int) {
	parsed, priced := make(chan int, room), make(chan int, room)
	gone := make(chan struct{})
	var wg sync.WaitGroup
	// send sends to out until it is told that nobody is left behind it.
	send := func(out chan<- int, record int) bool {
		select {
		case out <- record:
			return true
		case <-gone:
			return false
		}
	}
	wg.Go(func() {
		defer close(parsed)
		for line := range lines {
			read++
			if !send(parsed, line) {
				return
			}
		}
	})
	wg.Go(func() {
		defer close(priced)
		for record := range parsed {
			if !send(priced, 10*record) {
				return
			}
		}
	})
	for record := range priced {
		if !store(record) {
			break
		}
	}
	close(gone)
	wg.Wait()
	return read
}

func main() {
	stored := 0
	read := importAll(1000, 2, func(int) bool { stored++; return true })
	fmt.Println("to the end:", read, "read,", stored, "stored")

	stored = 0
	read = importAll(1_000_000, 2, func(record int) bool { stored++; return record < 50 })
	fmt.Println("given up at the sixth:", stored, "stored, and not many more read:", read < 100)
}
