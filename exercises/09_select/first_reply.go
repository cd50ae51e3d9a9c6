//go:build ignore
// race: no

// The read of first_reply.rs in Go: two channels, one select, one time limit.
package main

import (
	"fmt"
	"time"
)

// firstReply listens to both. The channels have room for one value each, so that the slower goroutine can leave its reply behind and
// end; without it, it would stand at its send for ever, since a Go channel does not know that nobody is left to receive.
func firstReply(primary, replica func() (string, bool), limit time.Duration) (string, bool) {
	ask := func(who func() (string, bool)) <-chan string {
		reply := make(chan string, 1)
		go func() {
			// A channel that is closed without a value says: this one has failed. (A panic would end the program.)
			defer close(reply)
			if value, ok := who(); ok {
				reply <- value
			}
		}()
		return reply
	}
	fromPrimary, fromReplica := ask(primary), ask(replica)
	timeIsUp := time.After(limit)
	for fromPrimary != nil || fromReplica != nil {
		select {
		case value, ok := <-fromPrimary:
			if ok {
				return value, true
			}
			fromPrimary = nil // closed is ready for ever; nil is never ready
		case value, ok := <-fromReplica:
			if ok {
				return value, true
			}
			fromReplica = nil
		case <-timeIsUp:
			return "", false
		}
	}
	return "", false
}

func main() {
	held := make(chan struct{})
	fast := func() (string, bool) { return "from the replica", true }
	slow := func() (string, bool) { <-held; return "from the primary", true }
	broken := func() (string, bool) { return "", false }
	fmt.Println(firstReply(slow, fast, time.Hour))
	fmt.Println(firstReply(broken, fast, time.Hour))
	fmt.Println(firstReply(broken, broken, time.Hour))
	fmt.Println(firstReply(slow, broken, time.Millisecond))
	close(held)
}
