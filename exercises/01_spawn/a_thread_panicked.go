//go:build ignore
// race: no

// One of three goroutines panics, and the others' results survive because it recovers by itself.
//
// Nobody outside can do that for it: without the deferred recover this whole process would end, and
// a recover in main, or around wg.Wait, would change nothing.
package main

import (
	"fmt"
	"sync"
)

type outcome struct {
	balance uint64
	err     error
}

func runAll(jobs []func() uint64) []outcome {
	outcomes := make([]outcome, len(jobs))
	var wg sync.WaitGroup
	for i, job := range jobs {
		wg.Go(func() {
			defer func() {
				if p := recover(); p != nil {
					outcomes[i].err = fmt.Errorf("%v", p)
				}
			}()
			outcomes[i].balance = job()
		})
	}
	wg.Wait()
	return outcomes
}

func main() {
	jobs := []func() uint64{
		func() uint64 { return 10 },
		func() uint64 { panic("account 1 holds bad data") },
		func() uint64 { return 30 },
	}
	for account, o := range runAll(jobs) {
		fmt.Printf("account %d: balance %d, error %v\n", account, o.balance, o.err)
	}
}
