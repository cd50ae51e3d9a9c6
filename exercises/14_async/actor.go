//go:build ignore
// race: no

// The ledger of actor.rs in Go: a goroutine owns the store, requests carry a channel for the answer, and a caller may leave.
package main

import (
	"context"
	"fmt"
)

type add struct {
	customer, units int
	reply           chan int
}

type store struct{ written, indexed map[int]int }

func (s *store) save(customer, total int, slow <-chan struct{}) {
	s.written[customer] = total
	<-slow
	s.indexed[customer] = total
}

func open(s *store, slow <-chan struct{}) (chan<- add, <-chan struct{}) {
	mailbox, ended := make(chan add, 16), make(chan struct{})
	go func() {
		defer close(ended)
		for a := range mailbox {
			total := s.written[a.customer] + a.units
			s.save(a.customer, total, slow)
			a.reply <- total // has room for one: waits for nobody
		}
	}()
	return mailbox, ended
}

func book(ctx context.Context, mailbox chan<- add, customer, units int) (int, error) {
	reply := make(chan int, 1)
	select {
	case mailbox <- add{customer, units, reply}:
	case <-ctx.Done():
		return 0, ctx.Err()
	}
	select {
	case total := <-reply:
		return total, nil
	case <-ctx.Done():
		return 0, ctx.Err() // the booking goes on
	}
}

func main() {
	s := &store{map[int]int{}, map[int]int{}}
	slow := make(chan struct{})
	mailbox, ended := open(s, slow)

	leaving, leave := context.WithCancel(context.Background())
	go func() {
		slow <- struct{}{} // the first booking is in the middle of its save
		leave()
		close(slow)
	}()
	_, err := book(leaving, mailbox, 7, 5)
	fmt.Println("who left was told", err == nil || err == context.Canceled)
	total, _ := book(context.Background(), mailbox, 7, 7)
	fmt.Println("the next one:", total)
	close(mailbox)
	<-ended
	fmt.Println("written and indexed:", s.written, s.indexed)
}
