//go:build ignore
// race: no

// The report of par_reduce.rs in Go: each worker sums up a part in a loop, and a second loop puts the parts together.
package main

import (
	"fmt"
	"sync"
)

type answer struct {
	ms int32
	ok bool
}

// part is what is known of some calls in a row; its zero value is that of no calls, and neutral because of `calls`.
type part struct {
	calls                      int
	totalMs                    int64
	fastestMs                  int32
	leading, trailing, longest int
}

func one(a answer) part {
	p := part{calls: 1, totalMs: int64(a.ms), fastestMs: a.ms}
	if !a.ok {
		p.leading, p.trailing, p.longest = 1, 1, 1
	}
	return p
}

func both(l, r part) part {
	if l.calls == 0 {
		return r
	}
	if r.calls == 0 {
		return l
	}
	p := part{
		calls:     l.calls + r.calls,
		totalMs:   l.totalMs + r.totalMs,
		fastestMs: min(l.fastestMs, r.fastestMs),
		leading:   l.leading,
		trailing:  r.trailing,
		longest:   max(l.longest, r.longest, l.trailing+r.leading),
	}
	if l.leading == l.calls {
		p.leading = l.calls + r.leading
	}
	if r.trailing == r.calls {
		p.trailing = r.calls + l.trailing
	}
	return p
}

func summarize(answers []answer, workers int) part {
	parts := make([]part, workers)
	var wg sync.WaitGroup
	for w := range workers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for _, a := range answers[w*len(answers)/workers : (w+1)*len(answers)/workers] {
				parts[w] = both(parts[w], one(a))
			}
		}()
	}
	wg.Wait()
	var all part
	for _, p := range parts {
		all = both(all, p)
	}
	return all
}

func main() {
	answers := make([]answer, 1000)
	for i := range answers {
		answers[i] = answer{ms: 1<<31 - 1 - int32(i), ok: i < 300 || i >= 700}
	}
	for _, workers := range []int{1, 2, 7, 64} {
		s := summarize(answers, workers)
		fmt.Println(workers, "workers:", s.calls, s.totalMs, s.fastestMs, s.totalMs/int64(s.calls), s.longest)
	}
}
