//go:build ignore
// race: no

// The pages of disjoint_slices.rs in Go. Every goroutine has its own index, so there is no race. That is a fact about
// the loop, and it lives in the heads of its readers: the second function breaks it with a change of one word.
package main

import (
	"fmt"
	"sync"
)

func renderAll(customers []string, pages []string, render func(string, *string)) {
	var wg sync.WaitGroup
	for i, customer := range customers {
		wg.Go(func() { render(customer, &pages[i]) })
	}
	wg.Wait()
}

// renderOnto looks the page up by name. Two customers with one name share a page, and nobody objects: not the
// compiler, and not the race detector either, because here the pages are rendered one after the other.
func renderOnto(customers []string, index map[string]int, pages []string, render func(string, *string)) {
	for _, customer := range customers {
		render(customer, &pages[index[customer]])
	}
}

func main() {
	render := func(customer string, page *string) { *page += "Dear " + customer + ", " }

	pages := []string{"ACME | ", "ACME | "}
	renderAll([]string{"Ada", "Grace"}, pages, render)
	fmt.Printf("%q\n", pages)

	// Same type, same slice, and this time two of the indices are equal.
	pages = []string{"ACME | ", "ACME | "}
	renderOnto([]string{"Ada", "Ada"}, map[string]int{"Ada": 0}, pages, render)
	fmt.Printf("%q\n", pages)

	// A page too few: found by the index, while other pages may be half done. The panic is on purpose, and caught.
	defer func() { fmt.Println("recovered:", recover()) }()
	customers := []string{"Ada", "Grace", "Edsger"}
	for i := range customers {
		_ = pages[i]
	}
}
