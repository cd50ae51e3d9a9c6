//go:build ignore
// race: yes

// The goroutine reads the caller's buffer, and the caller reuses it for the next request.
//
// It compiles, vet is content, and a test that joins before it reuses the buffer is green.
package main

import (
	"fmt"
	"strings"
	"sync"
)

func audit(batch []string, isSuspicious func(string) bool) func() []string {
	var found []string
	var wg sync.WaitGroup
	wg.Go(func() {
		for _, line := range batch { // the caller's array, not a copy: slices.Clone(batch) is missing
			if isSuspicious(line) {
				found = append(found, line)
			}
		}
	})
	return func() []string { wg.Wait(); return found }
}

func main() {
	buffer := []string{"alice: login", "alice: sudo", "alice: logout"}
	wait := audit(buffer, func(line string) bool { return strings.Contains(line, "sudo") })
	for i := range buffer {
		buffer[i] = "bob: sudo" // the next request
	}
	fmt.Printf("the audit of alice's batch found %q\n", wait())
}
