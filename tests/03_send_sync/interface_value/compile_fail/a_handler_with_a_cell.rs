//! A handler that counts in a `Cell` would be called by two threads at the same time: its author is told, not its users.

use answer::{Handler, Router};
use std::cell::Cell;

struct Hits(Cell<u64>);

fn main() {
    let mut router = Router::new();
    // Either the trait refuses to be implemented or the router refuses to take it, so both are on one line.
    impl Handler for Hits { fn handle(&self, _: &str) -> String { self.0.set(1); String::new() } } router.add("/hits", Hits(Cell::new(0))); //~ E0277
    println!("{:?}", router.handle("/hits", "a"));
    router.alias("/", "/hits");
}
