//go:build ignore
// race: no

// The token bucket of rate_limit.rs in Go, with the time as a parameter. golang.org/x/time/rate has it as AllowN(now, n); its
// Wait does not ask again after the sleep, since it has reserved its token before: the other right way.
package main

import (
	"fmt"
	"sync"
	"time"
)

type rateLimit struct {
	burst  int64
	every  time.Duration
	mu     sync.Mutex // guards what is below, both together
	tokens int64
	since  time.Duration
}

func newRateLimit(burst int64, every time.Duration) *rateLimit {
	return &rateLimit{burst: burst, every: every, tokens: burst}
}

// tryTake takes a token, or says how long it is from now to the next one.
func (l *rateLimit) tryTake(now time.Duration) (wait time.Duration, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	// An old now brings nothing: somebody with a later one was quicker.
	came := max(now-l.since, 0) / l.every
	l.tokens += int64(came)
	l.since += came * l.every
	if l.tokens >= l.burst {
		l.tokens = l.burst
		l.since = max(l.since, now)
	}
	if l.tokens == 0 {
		return l.since + l.every - now, false
	}
	l.tokens--
	return 0, true
}

// clock is a time that passes when somebody sleeps.
type clock struct {
	mu   sync.Mutex
	time time.Duration
}

func (c *clock) now() time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.time
}

func (c *clock) sleepUntil(t time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.time = max(c.time, t)
}

func (l *rateLimit) take(c *clock) {
	for {
		now := c.now()
		wait, ok := l.tryTake(now)
		if ok {
			return
		}
		c.sleepUntil(now + wait)
	}
}

func main() {
	l := newRateLimit(2, time.Second)
	for _, now := range []time.Duration{0, 0, 0, 1500 * time.Millisecond, 1500 * time.Millisecond} {
		wait, ok := l.tryTake(now)
		fmt.Println("at", now, "taken:", ok, "wait:", wait)
	}

	l, c := newRateLimit(2, time.Second), &clock{}
	var senders sync.WaitGroup
	for range 5 {
		senders.Add(1)
		go func() {
			defer senders.Done()
			l.take(c)
		}()
	}
	senders.Wait()
	fmt.Println("five messages, two of them at once, were sent at", c.now())
}
