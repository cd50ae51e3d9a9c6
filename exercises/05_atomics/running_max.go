//go:build ignore
// race: no

// The peak of running_max.rs in Go. CompareAndSwap tells whether it has swapped, and the first version does not listen.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type peak struct{ max atomic.Uint64 }

// recordOnce is the bug. between stands for whatever may run between the two steps.
func (p *peak) recordOnce(micros uint64, between func()) {
	seen := p.max.Load()
	between()
	if micros > seen {
		p.max.CompareAndSwap(seen, micros)
	}
}

// record is the cure. Go has Add, And, Or and Swap, and no Max: there is no way round the loop.
func (p *peak) record(micros uint64) bool {
	for {
		seen := p.max.Load()
		if micros <= seen {
			return false
		}
		if p.max.CompareAndSwap(seen, micros) {
			return true
		}
	}
}

// take is one step; Load and then Store(0) would be two.
func (p *peak) take() uint64 { return p.max.Swap(0) }

func main() {
	// 5 has loaded before 3 is recorded, and swaps after it: the one schedule that matters.
	var once peak
	once.recordOnce(5, func() { once.recordOnce(3, func() {}) })
	fmt.Println("swapped once; the larger of 3 and 5:", once.max.Load())

	var p peak
	var news atomic.Int64
	var wg sync.WaitGroup
	for i := range 100 {
		wg.Go(func() {
			if p.record(uint64(i)) {
				news.Add(1)
			}
		})
	}
	wg.Wait()
	fmt.Println("in a loop; the largest of 0 to 99:", p.take(), "and then:", p.take())
	fmt.Println("new maxima, between 1 and 99:", news.Load() >= 1 && news.Load() <= 99)
}
