//go:build ignore
// race: no

// The payment run of par_records.rs in Go: each goroutine has a part of the slice and numbers of its own.
package main

import (
	"fmt"
	"sync"
)

type invoice struct {
	id       int
	customer *string // shared by all invoices of the customer; that nobody writes to it is an agreement
	open     int
}

type stats struct{ settled, open, overpaid int }

func settle(invoices []invoice, workers int, paid func(invoice) int) ([]invoice, stats) {
	type part struct {
		left  []invoice
		stats stats
	}
	parts := make([]part, workers)
	var wg sync.WaitGroup
	for w := range workers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			p := &parts[w]
			for _, i := range invoices[w*len(invoices)/workers : (w+1)*len(invoices)/workers] {
				i.open -= paid(i)
				if i.open > 0 {
					p.stats.open += i.open
					p.left = append(p.left, i)
				} else {
					p.stats.settled++
					p.stats.overpaid -= i.open
				}
			}
		}()
	}
	wg.Wait()
	// In the order of the parts: so the order of the invoices stays.
	var all part
	for _, p := range parts {
		all.left = append(all.left, p.left...)
		all.stats.settled += p.stats.settled
		all.stats.open += p.stats.open
		all.stats.overpaid += p.stats.overpaid
	}
	return all.left, all.stats
}

func main() {
	ada := "ada"
	invoices := make([]invoice, 1000)
	for i := range invoices {
		invoices[i] = invoice{id: i, customer: &ada, open: 100}
	}
	left, numbers := settle(invoices, 7, func(i invoice) int { return i.id % 4 * 50 })
	fmt.Println(len(left), left[0].id, left[1].id, left[2].id, numbers)
}
