//go:build ignore
// race: no

// The answer that nobody waits for, of one_shot.rs in Go: with `make(chan T)` the worker stays at its send for ever.
package main

import (
	"fmt"
	"sync"
)

// ask starts a worker with a channel of that capacity for its answer, and says when it is done with it.
func ask(capacity int, done *sync.WaitGroup) <-chan string {
	answer := make(chan string, capacity)
	done.Add(1)
	go func() {
		defer done.Done()
		answer <- "profile"
	}()
	return answer
}

// try is what a worker without a buffer can do: give the value up if nobody is receiving at this very moment.
func try(answer chan<- string, value string) (string, bool) {
	select {
	case answer <- value:
		return "", true
	default:
		return value, false
	}
}

func main() {
	// The handler leaves. With a buffer of one the worker is done all the same, and the collector takes the channel.
	var buffered sync.WaitGroup
	_ = ask(1, &buffered)
	buffered.Wait()
	fmt.Println("buffer of one: the worker has gone home")

	// Without a buffer it is still at its send: only a receive lets it go.
	var unbuffered sync.WaitGroup
	late := ask(0, &unbuffered)
	fmt.Println("no buffer: it waits until somebody takes the", <-late)
	unbuffered.Wait()

	// Not even the worker can find out whether the handler has left: a channel does not know who holds its other end.
	value, taken := try(make(chan string), "profile")
	fmt.Println("tried without a receiver:", taken, value)

	// And a worker that dies without an answer has to close the channel, in a defer. What the handler reads is "", and false.
	answer := make(chan string, 1)
	go func() {
		defer func() { _ = recover() }()
		defer close(answer)
		panic("on purpose")
	}()
	profile, ok := <-answer
	fmt.Printf("a broken promise: %q %v\n", profile, ok)
}
