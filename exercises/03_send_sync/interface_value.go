//go:build ignore
// race: no

// The router of interface_value.rs in Go. An interface value holds whatever has the method; whether
// that may be called by two goroutines at once is a sentence in the documentation.
package main

import (
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
)

// handler answers requests. Implementations must be safe for concurrent use. (The compiler cannot read.)
type handler interface {
	handle(request string) string
}

type router struct {
	routes map[string]handler
	served atomic.Int64
}

func (r *router) add(path string, h handler) { r.routes[path] = h }

// alias copies the interface value: both paths lead to the same handler.
func (r *router) alias(fresh, existing string) bool {
	h, there := r.routes[existing]
	if there {
		r.routes[fresh] = h
	}
	return there
}

func (r *router) handle(path, request string) (string, bool) {
	h, there := r.routes[path]
	if !there {
		return "", false
	}
	response := h.handle(request)
	r.served.Add(1)
	return response, true
}

type request struct{ path, body string }

func serve(r *router, requests []request) []string {
	responses := make([]string, len(requests))
	var wg sync.WaitGroup
	for i, request := range requests {
		wg.Go(func() { responses[i], _ = r.handle(request.path, request.body) })
	}
	wg.Wait()
	return responses
}

type upper struct{}

func (upper) handle(request string) string { return strings.ToUpper(request) }

// hits is a handler like any other to the compiler. It is safe because of one word in its second line;
// with a plain int64 and c.count++ it would still be a handler.
type hits struct{ count atomic.Int64 }

func (h *hits) handle(string) string { return fmt.Sprint(h.count.Add(1) > 0) }

func main() {
	r := &router{routes: map[string]handler{}}
	counter := &hits{}
	r.add("/upper", upper{})
	r.add("/old", counter)
	fmt.Println("aliased:", r.alias("/new", "/old"), r.alias("/x", "/nowhere"))
	fmt.Println(serve(r, []request{{"/upper", "a"}, {"/old", ""}, {"/new", ""}, {"/nowhere", ""}}))
	fmt.Println("served:", r.served.Load(), "by the counter:", counter.count.Load())
}
