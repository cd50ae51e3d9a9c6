//go:build ignore
// race: no

// The merging of merge.rs in Go: with flags, and with the nil channel.
package main

import (
	"fmt"
	"time"
)

// mergeFlags knows which of the two is closed, and asks it again and again. It counts how often it was told nothing.
func mergeFlags(shop, warehouse <-chan int, book func(int)) (nothing int) {
	shopOpen, warehouseOpen := true, true
	for shopOpen || warehouseOpen {
		select {
		case order, ok := <-shop:
			if !ok {
				shopOpen = false
				nothing++
				continue
			}
			book(order)
		case order, ok := <-warehouse:
			if !ok {
				warehouseOpen = false
				nothing++
				continue
			}
			book(order)
		}
	}
	return
}

// merge sets a channel that is closed to nil: a nil channel is never ready.
func merge(shop, warehouse <-chan int, book func(int)) (nothing int) {
	for shop != nil || warehouse != nil {
		select {
		case order, ok := <-shop:
			if !ok {
				shop = nil
				nothing++
				continue
			}
			book(order)
		case order, ok := <-warehouse:
			if !ok {
				warehouse = nil
				nothing++
				continue
			}
			book(order)
		}
	}
	return
}

func sources() (shop, warehouse chan int) {
	shop, warehouse = make(chan int), make(chan int)
	go func() {
		defer close(shop)
		for order := range 3 {
			time.Sleep(20 * time.Millisecond)
			shop <- order
		}
	}()
	close(warehouse)
	return
}

func main() {
	for name, merge := range map[string]func(a, b <-chan int, book func(int)) int{"flags": mergeFlags, "nil": merge} {
		sum := 0
		shop, warehouse := sources()
		nothing := merge(shop, warehouse, func(order int) { sum += order })
		fmt.Printf("%s: sum %d, told nothing more than twice: %v\n", name, sum, nothing > 2)
	}
}
