//go:build ignore
// race: no

// The journal of poisoned.rs in Go. The deferred Unlock frees the mutex when a posting panics, and half of the change stays
// behind it. Nothing marks the lock, so nobody has a reason to look.
package main

import (
	"fmt"
	"sync"
)

type journal struct {
	mu     sync.Mutex
	lines  []int
	total  int
	broken int
}

// post is the bug: a panic between append and total leaves lines without a total.
func (j *journal) post(next func() (int, bool)) {
	j.mu.Lock()
	defer j.mu.Unlock()
	for {
		line, more := next()
		if !more {
			break
		}
		j.lines = append(j.lines, line)
	}
	j.total = sum(j.lines)
}

// postInOrder is the cure: it puts the journal in order on the way out, before the Unlock that was deferred first.
func (j *journal) postInOrder(next func() (int, bool)) {
	j.mu.Lock()
	defer j.mu.Unlock()
	complete := false
	defer func() {
		j.total = sum(j.lines)
		if !complete {
			j.broken++
		}
	}()
	for {
		line, more := next()
		if !more {
			break
		}
		j.lines = append(j.lines, line)
	}
	complete = true
}

func sum(lines []int) int {
	total := 0
	for _, line := range lines {
		total += line
	}
	return total
}

// file returns one line after the other, and panics after the last one if it is broken.
func file(broken bool, lines ...int) func() (int, bool) {
	return func() (int, bool) {
		if len(lines) > 0 {
			line := lines[0]
			lines = lines[1:]
			return line, true
		}
		if broken {
			panic("the file breaks off here")
		}
		return 0, false
	}
}

func show(name string, post func(*journal, func() (int, bool))) {
	var j journal
	func() {
		defer func() { fmt.Println(name, "recovered:", recover()) }()
		post(&j, file(true, 1, 2))
	}()
	// The lock is free, and this report is the first to see what the panic left.
	j.mu.Lock()
	fmt.Println(name, "lines", j.lines, "total", j.total, "broken", j.broken)
	j.mu.Unlock()
	post(&j, file(false, 30))
	fmt.Println(name, "lines", j.lines, "total", j.total, "broken", j.broken)
}

func main() {
	show("deferred unlock:", (*journal).post)
	show("and put in order:", (*journal).postInOrder)
}
