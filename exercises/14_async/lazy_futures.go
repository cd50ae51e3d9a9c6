//go:build ignore
// race: no

// The checkout of lazy_futures.rs in Go. A call runs at once, to its end; `go` starts it beside you, and then somebody has to wait for it.
package main

import (
	"fmt"
	"sync"
)

type services struct {
	mu    sync.Mutex
	lines []string
}

func (s *services) charge(order int) int { return 1000 + order }

func (s *services) suggest(order int) []int { return []int{order + 1, order + 2} }

func (s *services) journal(order, receipt int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.lines = append(s.lines, fmt.Sprintf("order %d: receipt %d", order, receipt))
}

func checkout(s *services, order int) (int, []int) {
	// Beside us from here on, although nobody waits for it yet. In Rust this would be tokio::spawn.
	suggested := make(chan []int, 1)
	go func() { suggested <- s.suggest(order) }()

	// Without `go`: it has been charged when the next line runs.
	receipt := s.charge(order)
	s.journal(order, receipt)
	return receipt, <-suggested
}

func main() {
	s := &services{}
	receipt, suggestions := checkout(s, 7)
	fmt.Println("receipt", receipt, "suggestions", suggestions)

	// The statement that in Rust would only make a value.
	s.journal(8, 1008)
	fmt.Println(len(s.lines), "lines in the journal")
}
