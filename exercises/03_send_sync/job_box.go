//go:build ignore
// race: no

// The jobs of job_box.rs in Go. A func() says nothing about what it has captured: the two jobs below
// that share a map look like all the others, and only mu, which each has to remember, keeps them apart.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type jobs struct{ list []func() }

func (j *jobs) add(job func()) { j.list = append(j.list, job) }

// run runs all jobs with at most the given number of workers, and returns how many panicked.
func (j *jobs) run(workers int) int {
	queue := make(chan func())
	var panicked atomic.Int64
	var wg sync.WaitGroup
	for range max(workers, 1) {
		wg.Go(func() {
			for job := range queue {
				func() {
					// Without this, one job that panics ends the process.
					defer func() {
						if recover() != nil {
							panicked.Add(1)
						}
					}()
					job()
				}()
			}
		})
	}
	for _, job := range j.list {
		queue <- job
	}
	close(queue)
	wg.Wait()
	return int(panicked.Load())
}

func main() {
	var mu sync.Mutex
	sent := map[string]int{}
	var after jobs
	for range 2 {
		after.add(func() {
			mu.Lock()
			defer mu.Unlock()
			sent["mail"]++
		})
	}
	after.add(func() { panic("the mail server is down") })
	fmt.Println("panicked:", after.run(2))
	fmt.Println("mails:   ", sent["mail"])

	// A list can be run again, whether or not its jobs were made for that.
	fmt.Println("panicked:", after.run(2))
	fmt.Println("mails:   ", sent["mail"])
}
