//! `send` is called by several threads at once: a count that only one thread may touch is refused.

use std::cell::Cell;

fn main() {
    let sent = Cell::new(0);
    answer::send_all(0..100, 3, move |_| sent.set(sent.get() + 1)); //~ E0277
    println!("sent");
}
