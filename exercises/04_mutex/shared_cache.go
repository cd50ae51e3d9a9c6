//go:build ignore
// race: no

// The rates of shared_cache.rs in Go, with a mutex beside the map. Looking and storing are locked, and that they belong
// together is written nowhere.
package main

import (
	"fmt"
	"sync"
)

type rates struct {
	mu    sync.Mutex
	rates map[string]int
}

func (r *rates) find(currency string) (int, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	rate, known := r.rates[currency]
	return rate, known
}

// getOrLoad is the bug: between the look and the store somebody else may have stored.
func (r *rates) getOrLoad(currency string, load func() int) int {
	if rate, known := r.find(currency); known {
		return rate
	}
	rate := load()
	r.mu.Lock()
	defer r.mu.Unlock()
	r.rates[currency] = rate
	return rate
}

// firstWins is the cure: it looks again, under the lock that it stores with. sync.Map has it as LoadOrStore.
func (r *rates) firstWins(currency string, load func() int) int {
	if rate, known := r.find(currency); known {
		return rate
	}
	rate := load()
	r.mu.Lock()
	defer r.mu.Unlock()
	if known, ok := r.rates[currency]; ok {
		return known
	}
	r.rates[currency] = rate
	return rate
}

func twoRequests(name string, get func(*rates, string, func() int) int) {
	r := &rates{rates: map[string]int{}}
	// Both requests have found nothing before either of them stores: the one schedule that matters.
	var bothAsk sync.WaitGroup
	bothAsk.Add(2)
	var pages [2]int
	var wg sync.WaitGroup
	for i := range pages {
		wg.Go(func() {
			pages[i] = get(r, "CHF", func() int {
				bothAsk.Done()
				bothAsk.Wait()
				return 95 + i
			})
		})
	}
	wg.Wait()
	fmt.Printf("%-28s the two pages agree: %v\n", name, pages[0] == pages[1])
}

func main() {
	twoRequests("look, load, store:", (*rates).getOrLoad)
	twoRequests("look, load, look and store:", (*rates).firstWins)

	// The map is in reach without the lock, and nobody objects. With a second goroutine it would be a data race.
	r := &rates{rates: map[string]int{}}
	r.rates["CHF"] = 1
	fmt.Println("stored without the lock:", r.rates["CHF"])
}
