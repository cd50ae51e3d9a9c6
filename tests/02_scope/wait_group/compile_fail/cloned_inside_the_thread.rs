//! `wg.Add(1)` inside the goroutine: to clone the group in the thread, the first thread would have to take it along.

use std::thread;

use crossbeam::sync::WaitGroup;

fn client(number: usize, busy: WaitGroup) {
    println!("client {number}");
    drop(busy);
}

fn main() {
    let done = WaitGroup::new();
    for number in 0..2 {
        thread::spawn(move || client(number, done.clone())); //~ E0382
    }
}
