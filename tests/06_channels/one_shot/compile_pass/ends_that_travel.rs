//! Both ends can be moved to other threads, and the value needs no trait but `Send`.

use std::cell::Cell;
use std::thread;

struct Profile(Cell<u64>);

fn main() {
    let (promise, pending) = answer::one_shot();
    let worker = thread::spawn(move || promise.keep(Profile(Cell::new(7))).is_ok());
    let handler = thread::spawn(move || pending.wait().map(|profile| profile.0.get()));
    println!("{:?} {:?}", worker.join().ok(), handler.join().ok());
}
