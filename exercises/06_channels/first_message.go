//go:build ignore
// race: no

// The export of first_message.rs in Go, with the reused slice and without.
//
// A channel has room for every page here, so that reading need not wait for writing: Go has no channel without a bound, and
// the number has to be known.
package main

import (
	"fmt"
	"slices"
)

func export(rows []int, size int, fresh bool, write func([]int)) int {
	size = max(size, 1)
	pages := make(chan []int, len(rows)/size+1)
	go func() {
		defer close(pages)
		page := make([]int, 0, size)
		for _, row := range rows {
			page = append(page, row)
			if len(page) == size {
				pages <- page // sends pointer, length and capacity; the rows stay where they are
				if fresh {
					page = make([]int, 0, size)
				} else {
					page = page[:0] // the memory that has just been sent
				}
			}
		}
		if len(page) > 0 {
			pages <- page
		}
	}()
	// Everything is read before anything is written. That is one of the schedules, and a polite one: because nobody
	// writes while somebody reads, -race has nothing to report.
	var sent [][]int
	for page := range pages {
		sent = append(sent, page)
	}
	for _, page := range sent {
		write(page)
	}
	return len(sent)
}

func main() {
	rows := []int{1, 2, 3, 4, 5, 6, 7}
	for _, fresh := range []bool{false, true} {
		var stored [][]int
		pages := export(rows, 3, fresh, func(page []int) { stored = append(stored, slices.Clone(page)) })
		fmt.Printf("a new slice for each page: %-5v  %d pages: %v\n", fresh, pages, stored)
	}
	fmt.Println("no rows:", export(nil, 3, true, nil), "pages")
}
