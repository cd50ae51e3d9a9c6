//go:build ignore
// race: no

// The stock of guard_scope.rs in Go: the lock ends before whoever has to be told is told, and the stocktaking gets an
// `unlock` function. Both are agreements that nothing checks.
package main

import (
	"fmt"
	"sync"
)

const low = 10

type stock struct {
	mu    sync.Mutex
	items int
}

func (s *stock) available() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.items
}

// take must not call available while it holds the lock: a Go mutex, too, cannot be locked twice by the same goroutine.
// TryLock says so without hanging.
func (s *stock) take(wanted int, tell func(int)) bool {
	left, taken := s.takeItems(wanted)
	if taken && left < low {
		tell(left)
	}
	return taken
}

// takeItems is the critical section, as a function of its own, because `defer` knows no smaller scope.
func (s *stock) takeItems(wanted int) (int, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.items < wanted {
		return 0, false
	}
	s.items -= wanted
	return s.items, true
}

// freeze hands out the lock as two functions.
func (s *stock) freeze() (correct func(int), unlock func()) {
	s.mu.Lock()
	return func(items int) { s.items = items }, s.mu.Unlock
}

func main() {
	s := &stock{items: 12}
	s.take(4, func(left int) {
		fmt.Println("told:", left, "and the stock may be looked at:", s.available())
	})

	_, unlock := s.freeze()
	fmt.Println("frozen; somebody else could lock:", s.mu.TryLock())
	// Any goroutine may unlock, and in Rust none but the one that locked.
	thawed := make(chan struct{})
	go func() {
		unlock()
		close(thawed)
	}()
	<-thawed
	fmt.Println("thawed by another goroutine; items:", s.available())

	// The lock is gone, and what it protected can still be changed.
	correct, unlock := s.freeze()
	unlock()
	correct(100)
	fmt.Println("corrected after the thaw:", s.available())
	// A second unlock() here would end the program: "sync: unlock of unlocked mutex".
}
