//! The iterator borrows from the guard. Where the guard would end too early the compiler says so; in the head of a `for` it keeps the guard for the whole loop, without a word.

use std::sync::{Mutex, mpsc};

fn main() {
    let (sender, receiver) = mpsc::channel::<u64>();
    let inbox = Mutex::new(receiver);
    drop(sender);
    let jobs = inbox.lock().unwrap().iter(); //~ E0716
    println!("{}", jobs.count());
}
