//go:build ignore
// race: no

// The orders of state_machine.rs in Go: types for the states are possible, and an interface is the enum; the switch need not be complete.
package main

import (
	"errors"
	"fmt"
	"sync"
)

type Placed struct{ cents int }

type Paid struct{ receipt int }

type Shipped struct{ receipt int }

// Order is sealed by a method that only this package can write. The compiler does not ask whether a switch has all of them.
type Order interface{ state() string }

func (Placed) state() string  { return "placed" }
func (Paid) state() string    { return "paid" }
func (Shipped) state() string { return "shipped" }

type Desk struct {
	mu          sync.Mutex
	orders      map[int]Order
	nextReceipt int
}

var ErrSum, ErrState = errors.New("not what it costs"), errors.New("not in this state")

func (d *Desk) Pay(number, cents int) (int, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	switch order := d.orders[number].(type) {
	case Placed:
		if order.cents != cents {
			return 0, ErrSum
		}
		d.nextReceipt++
		d.orders[number] = Paid{d.nextReceipt}
		return d.nextReceipt, nil
	default:
		return 0, ErrState
	}
}

func main() {
	desk := &Desk{orders: map[int]Order{7: Placed{100}}}
	_, err := desk.Pay(7, 99)
	fmt.Println("the wrong sum:", err, "and it is still", desk.orders[7].state())

	var wg sync.WaitGroup
	receipts := make(chan int, 4)
	for range 4 {
		wg.Go(func() {
			if receipt, err := desk.Pay(7, 100); err == nil {
				receipts <- receipt
			}
		})
	}
	wg.Wait()
	close(receipts)
	fmt.Println("paid by four at once, receipts:", len(receipts))

	// What the types do not prevent: the zero value is an order that is paid and has no receipt.
	var paid Paid
	fmt.Println(paid.state(), "with receipt", paid.receipt)
}
