//! Whoever stops it need not be the one who started it, and `poll` may keep something that belongs to one thread.

use std::cell::Cell;
use std::thread;
use std::time::Duration;

fn main() {
    let polls = Cell::new(0);
    let poller = answer::Poller::start(Duration::MAX, move || polls.set(polls.get() + 1));
    println!("{:?}", thread::spawn(move || poller.stop().ok()).join());
}
