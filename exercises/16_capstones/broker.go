//go:build ignore
// race: no

// The broker of broker.rs in Go. Each subscription has a mutex and a slice; a channel can be waited at, but nobody can take the oldest
// message out of it from behind, and whoever closes it has to know that nobody sends.
package main

import (
	"fmt"
	"slices"
	"sync"
)

type whenFull int

const (
	wait whenFull = iota
	dropOldest
	disconnect
)

type subscription struct {
	broker  *broker
	room    int
	policy  whenFull
	mu      sync.Mutex
	changed *sync.Cond
	waiting []string
	missed  int
	closed  bool
}

type broker struct {
	mu   sync.Mutex
	subs []*subscription
}

func (b *broker) Subscribe(room int, policy whenFull) *subscription {
	s := &subscription{broker: b, room: max(room, 1), policy: policy}
	s.changed = sync.NewCond(&s.mu)
	b.mu.Lock()
	defer b.mu.Unlock()
	b.subs = append(b.subs, s)
	return s
}

// Publish looks at the list, lets go of it, and only then may have to wait, at one subscription.
func (b *broker) Publish(message string) (given int) {
	b.mu.Lock()
	here := slices.Clone(b.subs)
	b.mu.Unlock()
	for _, s := range here {
		if s.put(message) {
			given++
		}
	}
	return given
}

// Close is what Rust's drop does by itself.
func (b *broker) Close() {
	b.mu.Lock()
	here := b.subs
	b.subs = nil
	b.mu.Unlock()
	for _, s := range here {
		s.close()
	}
}

func (s *subscription) put(message string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	for len(s.waiting) >= s.room && !s.closed {
		switch s.policy {
		case wait:
			s.changed.Wait()
		case dropOldest:
			s.waiting = s.waiting[1:]
			s.missed++
		case disconnect:
			s.closed = true
		}
	}
	defer s.changed.Broadcast()
	if !s.closed {
		s.waiting = append(s.waiting, message)
	}
	return !s.closed
}

func (s *subscription) Recv() (message string, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for len(s.waiting) == 0 && !s.closed {
		s.changed.Wait()
	}
	if len(s.waiting) == 0 {
		return "", false
	}
	message, s.waiting = s.waiting[0], s.waiting[1:]
	s.changed.Broadcast()
	return message, true
}

func (s *subscription) close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	s.changed.Broadcast()
}

// Unsubscribe has to be called; nobody does it for you.
func (s *subscription) Unsubscribe() {
	s.close()
	s.broker.mu.Lock()
	defer s.broker.mu.Unlock()
	s.broker.subs = slices.DeleteFunc(s.broker.subs, func(other *subscription) bool { return other == s })
}

func (s *subscription) all() (messages []string) {
	for {
		message, ok := s.Recv()
		if !ok {
			return messages
		}
		messages = append(messages, message)
	}
}

func main() {
	b := &broker{}
	dashboard := b.Subscribe(1, dropOldest)
	partner := b.Subscribe(1, disconnect)
	audit := b.Subscribe(1, wait)

	var publisher sync.WaitGroup
	publisher.Go(func() {
		for _, price := range []string{"chair 10", "chair 11", "chair 12"} {
			b.Publish(price)
		}
		b.Close()
	})
	fmt.Println("the audit log has", audit.all())
	publisher.Wait()
	fmt.Println("the dashboard has", dashboard.all(), "and missed", dashboard.missed)
	fmt.Println("the partner has", partner.all())

	// Somebody leaves while a publisher waits for it.
	b = &broker{}
	slow := b.Subscribe(1, wait)
	b.Publish("table 20")
	publisher.Go(func() { fmt.Println("given to", b.Publish("table 21")) })
	slow.Unsubscribe()
	publisher.Wait()
}
