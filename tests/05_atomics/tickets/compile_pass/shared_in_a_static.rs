//! Tickets may be shared by all threads of a program without an `Arc`: a static is borrowed by anyone, for ever.

use std::sync::LazyLock;
use std::thread;

static TICKETS: LazyLock<answer::Tickets> = LazyLock::new(|| answer::Tickets::new(2));

fn main() {
    let other = thread::spawn(|| TICKETS.take());
    let mut numbers = [TICKETS.take(), other.join().unwrap()];
    numbers.sort();
    assert_eq!(numbers, [Some(1), Some(2)]);
}
