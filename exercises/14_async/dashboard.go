//go:build ignore
// race: no

// The dashboard of dashboard.rs in Go: two goroutines, and a context that the first error cancels (golang.org/x/sync/errgroup, written out).
package main

import (
	"context"
	"errors"
	"fmt"
)

type backend struct {
	profile func(context.Context, int) (string, error)
	billing func(context.Context, int) (int, error)
}

type dashboard struct {
	name    string
	balance int
}

func loadDashboard(ctx context.Context, b backend, id int) (dashboard, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()

	var d dashboard
	failed := make(chan error, 2)
	go func() {
		var err error
		d.name, err = b.profile(ctx, id)
		failed <- err
	}()
	go func() {
		var err error
		d.balance, err = b.billing(ctx, id)
		failed <- err
	}()
	var first error
	for range 2 {
		if err := <-failed; err != nil && first == nil {
			first = err
			// Whoever looks at ctx stops now; we still wait for it to do so. In Rust the future is dropped, and that is the end of it.
			cancel()
		}
	}
	if first != nil {
		return dashboard{}, first
	}
	return d, nil
}

func main() {
	name := func(context.Context, int) (string, error) { return "Ada", nil }
	balance := func(context.Context, int) (int, error) { return 250, nil }
	fmt.Println(loadDashboard(context.Background(), backend{name, balance}, 7))

	never := func(ctx context.Context, _ int) (string, error) {
		<-ctx.Done() // a load that looks; one that does not would be waited for
		return "", ctx.Err()
	}
	down := func(context.Context, int) (int, error) { return 0, errors.New("billing is down") }
	fmt.Println(loadDashboard(context.Background(), backend{never, down}, 7))
}
