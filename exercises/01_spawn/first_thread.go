//go:build ignore
// race: no

// The report is built in a goroutine while the service serves.
//
// A go statement gives nothing back, not even a way to wait: the channel is there to carry the
// number and, by blocking, to be the waiting. Forget the receive and main may end first.
package main

import "fmt"

func inBackground(report, serve func() uint64) (uint64, uint64) {
	rows := make(chan uint64, 1)
	go func() { rows <- report() }()
	served := serve()
	return <-rows, served
}

func main() {
	halfway := make(chan string) // unbuffered: passing it takes two goroutines at once
	rows, served := inBackground(
		func() uint64 { halfway <- "report"; return 42 },
		func() uint64 { fmt.Println("serving, and met the", <-halfway); return 7 },
	)
	fmt.Println(rows, "rows,", served, "requests served")
}
