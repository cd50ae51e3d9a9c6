//go:build ignore
// race: no

// The mailer of shared_queue.rs in Go: with a channel for each worker, and with one for all of them.
package main

import (
	"fmt"
	"sync"
)

// sendAll sends mails 0 to mails-1 with the given number of workers, from one queue or from as many as there are workers.
func sendAll(mails, workers, queues int, send func(worker, mail int)) {
	queue := make([]chan int, queues)
	for i := range queue {
		queue[i] = make(chan int, mails)
	}
	var wg sync.WaitGroup
	for worker := range workers {
		wg.Go(func() {
			// Several goroutines may range over one channel: each value goes to one of them.
			for mail := range queue[worker%queues] {
				send(worker, mail)
			}
		})
	}
	for mail := range mails {
		queue[mail%queues] <- mail
	}
	for _, q := range queue {
		close(q)
	}
	wg.Wait()
}

func main() {
	const mails, workers = 12, 3

	// The server of mail 0 answers when all the others have been sent: with a queue for all that can happen.
	var mu sync.Mutex
	sent := map[int]int{}
	others := sync.WaitGroup{}
	others.Add(mails - 1)
	sendAll(mails, workers, 1, func(_, mail int) {
		mu.Lock()
		sent[mail]++
		mu.Unlock()
		if mail == 0 {
			others.Wait()
		} else {
			others.Done()
		}
	})
	once := true
	for _, n := range sent {
		once = once && n == 1
	}
	fmt.Printf("one queue: %d mails sent, each exactly once: %v\n", len(sent), once)

	// With a queue for each worker it would be for ever: these mails stand behind mail 0, whoever is free.
	behind := map[int][]int{}
	var lock sync.Mutex
	sendAll(mails, workers, workers, func(worker, mail int) {
		lock.Lock()
		behind[worker] = append(behind[worker], mail)
		lock.Unlock()
	})
	fmt.Println("a queue each: behind mail 0 stand", behind[0][1:])
}
