//go:build ignore
// race: no

// The connection of connection.rs in Go, with a type for each state. The wrong method does not exist; the old handle does.
package main

import "fmt"

type Closed struct{ host string }

type Open struct{ lines []string }

type Ready struct{ lines []string }

func (c *Closed) Connect() *Open { return &Open{lines: []string{"EHLO " + c.host}} }

// Authenticate takes a pointer, and so does everything in Go: nothing can be taken away from whoever calls.
func (c *Open) Authenticate(token string) (*Ready, error) {
	if token == "" {
		return nil, fmt.Errorf("an empty token")
	}
	return &Ready{lines: append(c.lines, "AUTH "+token)}, nil
}

func (c *Ready) Send(text string) { c.lines = append(c.lines, "SEND "+text) }

func (c *Ready) Close() []string { return append(c.lines, "QUIT") }

func main() {
	closed := &Closed{host: "mail.example.com"}
	open := closed.Connect()
	// open.Send("hello") does not compile: Open has no such method. So far it is the same as in Rust.
	ready, err := open.Authenticate("secret")
	if err != nil {
		panic(err)
	}
	ready.Send("hello")
	fmt.Println(ready.Close())

	// And this compiles. All three are states in which the connection no longer is.
	again, _ := open.Authenticate("somebody else")
	ready.Send("after the end")
	fmt.Println(len(closed.Connect().lines), again.lines, ready.lines)
	// A literal makes any state out of nothing, as long as it is in the same package.
	fmt.Println((&Ready{}).Close())
}
