//go:build ignore
// race: no

// The server of job_server.rs in Go. The mutex and the flag are there because a send on a closed channel panics: whoever submits and
// whoever closes have to agree on who was first.
package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
)

var (
	errFull      = errors.New("full")
	errClosed    = errors.New("closed")
	errExpired   = errors.New("expired")
	errCancelled = errors.New("cancelled")
)

type job struct {
	work     func(ctx context.Context, attempt int) (int, error)
	attempts int
	deadline time.Time
	outcome  chan outcome // room for one: nobody has to be there
}

type outcome struct {
	value int
	err   error
}

type server struct {
	mu      sync.RWMutex
	closed  bool
	jobs    chan *job
	workers sync.WaitGroup
	ctx     context.Context
	cancel  context.CancelFunc
}

func start(workers, room int) *server {
	ctx, cancel := context.WithCancel(context.Background())
	s := &server{jobs: make(chan *job, room), ctx: ctx, cancel: cancel}
	for range workers {
		s.workers.Go(func() {
			for j := range s.jobs {
				value, err := s.run(j)
				j.outcome <- outcome{value, err}
			}
		})
	}
	return s
}

func (s *server) submit(j *job) (<-chan outcome, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if s.closed {
		return nil, errClosed
	}
	j.outcome = make(chan outcome, 1)
	select {
	case s.jobs <- j:
		return j.outcome, nil
	default:
		return nil, errFull
	}
}

func (s *server) run(j *job) (value int, err error) {
	for attempt := 1; attempt <= max(j.attempts, 1); attempt++ {
		if s.ctx.Err() != nil {
			return 0, errCancelled
		}
		if !j.deadline.IsZero() && !time.Now().Before(j.deadline) {
			return 0, errExpired
		}
		if value, err = s.attempt(j, attempt); err == nil {
			return value, nil
		}
	}
	return 0, err
}

func (s *server) attempt(j *job, attempt int) (value int, err error) {
	defer func() {
		if recover() != nil {
			err = errors.New("panicked")
		}
	}()
	return j.work(s.ctx, attempt)
}

func (s *server) shutdown() {
	s.mu.Lock()
	if !s.closed {
		s.closed = true
		close(s.jobs)
	}
	s.mu.Unlock()
	// A WaitGroup may be waited for by many: whoever comes second waits, too.
	s.workers.Wait()
}

func (s *server) abort() {
	s.cancel() // first: a shutdown may be waiting for just this
	s.shutdown()
}

func main() {
	s := start(2, 4)
	calls := 0
	flaky, err := s.submit(&job{attempts: 3, work: func(context.Context, int) (int, error) {
		if calls++; calls < 3 {
			return 0, errors.New("the mail server has its moods")
		}
		return calls, nil
	}})
	fmt.Println("accepted:", err == nil, "outcome:", <-flaky)
	broken, _ := s.submit(&job{work: func(context.Context, int) (int, error) { panic("broken on purpose") }})
	fmt.Println("a panic:", (<-broken).err)
	late, _ := s.submit(&job{deadline: time.Now(), work: func(context.Context, int) (int, error) { return 7, nil }})
	fmt.Println("too late:", (<-late).err)
	s.shutdown()
	_, err = s.submit(&job{})
	fmt.Println("after the end:", err)

	s = start(1, 4)
	begun := make(chan struct{})
	endless, _ := s.submit(&job{attempts: 2, work: func(ctx context.Context, _ int) (int, error) {
		close(begun)
		<-ctx.Done()
		return 0, ctx.Err()
	}})
	waits, _ := s.submit(&job{work: func(context.Context, int) (int, error) { return 7, nil }})
	<-begun
	var both sync.WaitGroup
	both.Go(s.shutdown)
	both.Go(s.abort)
	both.Wait()
	fmt.Println("aborted:", (<-endless).err, "and", (<-waits).err)
}
