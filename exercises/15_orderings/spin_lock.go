//go:build ignore
// race: no

// The spin lock of spin_lock.rs in Go: one CompareAndSwap, one Store, and Gosched, because a goroutine that turns keeps others out.
package main

import (
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
)

type SpinLock struct{ taken atomic.Bool }

func (l *SpinLock) TryLock() bool { return l.taken.CompareAndSwap(false, true) }

func (l *SpinLock) Lock() {
	for !l.TryLock() {
		runtime.Gosched()
	}
}

// Unlock may be called by anybody, at any time: nothing says who has the lock.
func (l *SpinLock) Unlock() { l.taken.Store(false) }

func main() {
	var (
		lock  SpinLock
		count int // Which value belongs to which lock is a comment, as with sync.Mutex.
		wg    sync.WaitGroup
	)
	for range 4 {
		wg.Go(func() {
			for range 1000 {
				lock.Lock()
				count++
				lock.Unlock()
			}
		})
	}
	wg.Wait()
	fmt.Println("counted:", count)

	lock.Lock()
	fmt.Println("taken, and tried again:", lock.TryLock())
	lock.Unlock() // By somebody who does not have it, it would work as well.
	fmt.Println("free, and tried again:", lock.TryLock())
}
