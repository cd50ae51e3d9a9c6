//go:build ignore
// race: no

// The ledger of lock_order.rs in Go. Locking the payer first deadlocks when two accounts pay each other; main leads two
// goroutines into it, and uses TryLock to look instead of waiting for ever.
package main

import (
	"fmt"
	"sync"
)

type account struct {
	mu     sync.Mutex
	number int // an order that never changes; Go has no comparison of places in memory
	cents  int
}

func transfer(from, to *account, cents int) bool {
	if from == to {
		from.mu.Lock()
		defer from.mu.Unlock()
		return from.cents >= cents
	}
	// The lower number first, whoever pays.
	first, second := from, to
	if to.number < from.number {
		first, second = to, from
	}
	first.mu.Lock()
	defer first.mu.Unlock()
	second.mu.Lock()
	defer second.mu.Unlock()
	if from.cents < cents {
		return false
	}
	from.cents -= cents
	to.cents += cents
	return true
}

func main() {
	ada, bob := &account{number: 1, cents: 100}, &account{number: 2, cents: 100}

	// Payer first: each goroutine has locked its payer before either asks for the other account.
	var bothHoldOne, bothHaveLooked, wg sync.WaitGroup
	bothHoldOne.Add(2)
	bothHaveLooked.Add(2)
	stuck := make([]bool, 2)
	for i, pair := range [][2]*account{{ada, bob}, {bob, ada}} {
		wg.Go(func() {
			pair[0].mu.Lock()
			bothHoldOne.Done()
			bothHoldOne.Wait()
			stuck[i] = !pair[1].mu.TryLock()
			bothHaveLooked.Done()
			bothHaveLooked.Wait()
			pair[0].mu.Unlock()
		})
	}
	wg.Wait()
	fmt.Println("payer first; both would wait for the other:", stuck[0] && stuck[1])

	// The lower number first: the same two transfers, many times, and all of them end.
	for range 1000 {
		wg.Go(func() { transfer(ada, bob, 3) })
		wg.Go(func() { transfer(bob, ada, 3) })
	}
	wg.Wait()
	fmt.Println("lower number first; all done, and the money is:", ada.cents+bob.cents)
	fmt.Println("to oneself:", transfer(ada, ada, 1), transfer(ada, ada, 10_000))
}
