//go:build ignore
// race: no

// The worker of shutdown_first.rs in Go: a select that is fair, and one that asks for the stop first.
package main

import "fmt"

// fair takes whichever is ready, at random.
func fair(jobs <-chan int, stop <-chan struct{}, handle func(int)) {
	for {
		select {
		case <-stop:
			return
		case job, ok := <-jobs:
			if !ok {
				return
			}
			handle(job)
		}
	}
}

// stopFirst looks at stop alone, and then waits for both. In the moment between the two looks somebody may close stop, and one job more
// is begun; it is never more than one.
func stopFirst(jobs <-chan int, stop <-chan struct{}, handle func(int)) {
	for {
		select {
		case <-stop:
			return
		default:
		}
		select {
		case <-stop:
			return
		case job, ok := <-jobs:
			if !ok {
				return
			}
			handle(job)
		}
	}
}

func main() {
	for name, work := range map[string]func(<-chan int, <-chan struct{}, func(int)){"fair": fair, "stop first": stopFirst} {
		late := 0
		for range 1000 {
			jobs, stop := make(chan int, 20), make(chan struct{})
			for job := range 20 {
				jobs <- job
			}
			stopped := false
			work(jobs, stop, func(job int) {
				if stopped {
					late++
				}
				if job == 3 {
					stopped = true
					close(stop)
				}
			})
		}
		fmt.Printf("%s: jobs begun after the stop: %v\n", name, late > 0)
	}
}
