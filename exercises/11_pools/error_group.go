//go:build ignore
// race: no

// golang.org/x/sync/errgroup in a page, as error_group.rs has it, and without its limit.
package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
)

type Group struct {
	cancel  context.CancelCauseFunc
	wg      sync.WaitGroup
	errOnce sync.Once
	err     error
}

func WithContext(ctx context.Context) (*Group, context.Context) {
	ctx, cancel := context.WithCancelCause(ctx)
	return &Group{cancel: cancel}, ctx
}

func (g *Group) Go(task func() error) {
	g.wg.Go(func() {
		if err := task(); err != nil {
			g.errOnce.Do(func() {
				g.err = err // First the reason,
				g.cancel(err) // then the order to stop.
			})
		}
	})
}

func (g *Group) Wait() error {
	g.wg.Wait()
	g.cancel(g.err)
	return g.err
}

func main() {
	g, ctx := WithContext(context.Background())
	var mu sync.Mutex
	stopped := 0
	for range 3 {
		g.Go(func() error {
			<-ctx.Done()
			mu.Lock()
			stopped++
			mu.Unlock()
			return ctx.Err()
		})
	}
	g.Go(func() error { return errors.New("the price service is down") })
	err := g.Wait()
	fmt.Println("the first error:", err)
	fmt.Println("stopped, and waited for:", stopped)

	g, _ = WithContext(context.Background())
	g.Go(func() error { return nil })
	fmt.Println("nothing has failed:", g.Wait())
}
