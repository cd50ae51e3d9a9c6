//go:build ignore
// race: no

// The session of no_upgrade.rs in Go. The methods that lock have small letters' twins that do not, and call only those.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type token struct{ id, expires int }

func (t token) remaining(now int) int { return max(t.expires-now, 0) }

type session struct {
	mu    sync.RWMutex
	token token // guarded by mu
}

func (s *session) Remaining(now int) int {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.token.remaining(now)
}

func (s *session) Summary(now int) string {
	s.mu.RLock()
	defer s.mu.RUnlock()
	// Not s.Remaining(now): that locks a second time. With a Token call waiting for Lock in between, neither would go on, and
	// RWMutex's documentation says so.
	return fmt.Sprintf("token %d: %d s", s.token.id, s.token.remaining(now))
}

func (s *session) Token(now int, renew func() token) token {
	s.mu.RLock()
	t := s.token
	// Not deferred: Lock would wait for this goroutine's own RLock.
	s.mu.RUnlock()
	if t.remaining(now) > 0 {
		return t
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.token.remaining(now) == 0 {
		s.token = renew()
	}
	return s.token
}

func main() {
	s := &session{token: token{id: 1, expires: 10}}
	fmt.Println(s.Summary(4))
	var renewals atomic.Int64
	var requests sync.WaitGroup
	for range 8 {
		requests.Add(1)
		go func() {
			defer requests.Done()
			s.Token(10, func() token { renewals.Add(1); return token{id: 2, expires: 20} })
			s.Summary(10)
		}()
	}
	requests.Wait()
	fmt.Println(s.Summary(10), "after", renewals.Load(), "renewal;", s.Remaining(15), "s left five seconds later")
}
