//go:build ignore
// race: no

// The crawler of crawler.rs in Go. The coordinator owns the map, so nothing is locked; it counts what is out, and that is how it knows
// the end. A select with a nil channel hands out a page only when there is one and somebody is free to take it.
package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
)

type found struct {
	page  string
	links []string
	err   error
}

// crawl reads start and all that it leads to, atOnce at the same time. When ctx is done it reads nothing more, waits for
// those who read already, and returns what is left.
func crawl(ctx context.Context, start string, atOnce int, fetch func(string) ([]string, error)) (read map[string]error, left []string) {
	pages, results := make(chan string), make(chan found)
	var workers sync.WaitGroup
	for range max(atOnce, 1) {
		workers.Go(func() {
			for page := range pages {
				links, err := fetch(page)
				results <- found{page, links, err}
			}
		})
	}
	defer workers.Wait()
	defer close(pages)

	read, known, left := map[string]error{}, map[string]bool{start: true}, []string{start}
	for out := 0; out > 0 || (len(left) > 0 && ctx.Err() == nil); {
		// A nil channel is never ready: nothing to hand out, or nothing to be handed out any more.
		var hand chan string
		var next string
		if len(left) > 0 && ctx.Err() == nil {
			hand, next = pages, left[len(left)-1]
		}
		select {
		case hand <- next:
			left = left[:len(left)-1]
			out++
		case f := <-results:
			out--
			read[f.page] = f.err
			for _, link := range f.links {
				if !known[link] {
					known[link] = true
					left = append(left, link)
				}
			}
		}
	}
	slices.Sort(left)
	return read, left
}

var site = map[string][]string{
	"start": {"sale", "chair"},
	"sale":  {"chair", "start"},
	"chair": {"sale", "gone"},
}

func main() {
	var reading, most atomic.Int64
	fetch := func(page string) ([]string, error) {
		now := reading.Add(1)
		defer reading.Add(-1)
		for old := most.Load(); now > old && !most.CompareAndSwap(old, now); old = most.Load() {
		}
		links, found := site[page]
		if !found {
			return nil, errors.New("no such page")
		}
		return links, nil
	}
	read, left := crawl(context.Background(), "start", 2, fetch)
	fmt.Println("read:", len(read), "of 4, left:", left, "gone:", read["gone"])
	fmt.Println("never more than two at the same time:", most.Load() <= 2)

	ctx, stop := context.WithCancel(context.Background())
	read, left = crawl(ctx, "start", 1, func(page string) ([]string, error) {
		if page == "chair" {
			stop()
		}
		return fetch(page)
	})
	fmt.Println("stopped at the chair: read", len(read), "left", left)
}
