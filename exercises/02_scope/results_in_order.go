//go:build ignore
// race: no

// The shards of results_in_order.rs in Go. Appending under a mutex is free of races, and the rows come in the order of
// arrival; writing to rows[i] keeps the order. main lets the second shard answer first.
package main

import (
	"fmt"
	"sync"
)

func fetchAppending(shards []string, fetch func(string) string) []string {
	var (
		mu   sync.Mutex
		wg   sync.WaitGroup
		rows []string
	)
	for _, shard := range shards {
		wg.Go(func() {
			row := fetch(shard)
			mu.Lock()
			defer mu.Unlock()
			rows = append(rows, row)
		})
	}
	wg.Wait()
	return rows
}

func fetchInOrder(shards []string, fetch func(string) string) []string {
	rows := make([]string, len(shards))
	var wg sync.WaitGroup
	for i, shard := range shards {
		wg.Go(func() { rows[i] = fetch(shard) })
	}
	wg.Wait()
	return rows
}

func main() {
	// "east" was started first, but answers only after "west" has answered. What is left to chance is who gets to store
	// its row first, and in 200 rounds "west" does so more than once.
	show := func(name string, fetchAll func([]string, func(string) string) []string) {
		inOrder, outOfOrder := 0, 0
		for range 200 {
			west := make(chan struct{})
			rows := fetchAll([]string{"east", "west"}, func(shard string) string {
				if shard == "west" {
					close(west)
				} else {
					<-west
				}
				return shard
			})
			if rows[0] == "east" {
				inOrder++
			} else {
				outOfOrder++
			}
		}
		fmt.Printf("%-22s always in order: %v\n", name, outOfOrder == 0 && inOrder == 200)
	}
	show("appended under a lock,", fetchAppending)
	show("written to rows[i],", fetchInOrder)
}
