//go:build ignore
// race: no

// The import of what_may_cross.rs in Go. Nothing in the types says which of these values two
// goroutines may hold at once: the map and the counter are safe because every line remembers mu.
package main

import (
	"fmt"
	"maps"
	"slices"
	"sync"
)

type event struct {
	id       uint64
	customer *string // shared; nobody writes to it, and nothing but this comment says so
}

func importAll(partitions int, read func(int) []event) ([]event, int) {
	var mu sync.Mutex // guards seen and thrownAway; nothing but this comment says so
	seen := map[uint64]event{}
	thrownAway := 0

	var wg sync.WaitGroup
	for partition := range partitions {
		wg.Go(func() {
			for _, e := range read(partition) {
				mu.Lock()
				if _, there := seen[e.id]; there {
					thrownAway++
				} else {
					seen[e.id] = e
				}
				mu.Unlock()
			}
		})
	}
	wg.Wait()

	events := make([]event, 0, len(seen))
	for _, id := range slices.Sorted(maps.Keys(seen)) {
		events = append(events, seen[id])
	}
	return events, thrownAway
}

func main() {
	acme, initech := "ACME", "Initech"
	topic := [][]event{
		{{7, &acme}, {8, &initech}, {7, &acme}},
		{},
		{{9, &acme}, {8, &initech}},
	}
	events, thrownAway := importAll(len(topic), func(partition int) []event { return topic[partition] })
	for _, e := range events {
		fmt.Println("event", e.id, "of", *e.customer)
	}
	fmt.Println("thrown away:", thrownAway)

	// A Go mutex belongs to nobody: one goroutine locks, another unlocks, and that is no mistake.
	// Rust's guard stays with the thread that locked.
	var mu sync.Mutex
	unlocked := make(chan struct{})
	mu.Lock()
	go func() {
		mu.Unlock()
		close(unlocked)
	}()
	<-unlocked
	fmt.Println("unlocked by another goroutine:", mu.TryLock())
}
