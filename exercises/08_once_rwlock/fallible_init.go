//go:build ignore
// race: no

// The database of fallible_init.rs in Go: OnceValues keeps the error; a mutex and an atomic pointer try again.
package main

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
)

type lazy[T any] struct {
	attempt sync.Mutex
	value   atomic.Pointer[T]
}

func (l *lazy[T]) Get() *T { return l.value.Load() }

func (l *lazy[T]) GetOrTry(open func() (T, error)) (*T, error) {
	if v := l.Get(); v != nil {
		return v, nil
	}
	l.attempt.Lock()
	// The defer is what lets the next one try, after an error and after a panic.
	defer l.attempt.Unlock()
	if v := l.Get(); v != nil {
		return v, nil
	}
	v, err := open()
	if err != nil {
		return nil, err
	}
	l.value.Store(&v)
	return &v, nil
}

// server is down for its first two callers.
func server() func() (string, error) {
	var calls atomic.Int64
	return func() (string, error) {
		if n := calls.Add(1); n <= 2 {
			return "", errors.New("down")
		}
		return "open", nil
	}
}

func main() {
	open := sync.OnceValues(server())
	for call := 1; call <= 4; call++ {
		db, err := open()
		fmt.Printf("OnceValues, call %d: %q %v\n", call, db, err)
	}

	var database lazy[string]
	dial := server()
	var failures atomic.Int64
	var callers sync.WaitGroup
	for range 8 {
		callers.Add(1)
		go func() {
			defer callers.Done()
			if _, err := database.GetOrTry(dial); err != nil {
				failures.Add(1)
			}
		}()
	}
	callers.Wait()
	fmt.Printf("lazy, eight callers: %d failures, and then %q\n", failures.Load(), *database.Get())
}
