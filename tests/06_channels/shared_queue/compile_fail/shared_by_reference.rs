//! An `Arc` around `std`'s `Receiver` does not help: it may change its thread, but no two threads may look at it at once. A `Mutex` in between would do.

use std::sync::{Arc, mpsc};
use std::thread;

fn main() {
    let (queue, inbox) = mpsc::channel::<u64>();
    let inbox = Arc::new(inbox);
    let worker = Arc::clone(&inbox);
    thread::spawn(move || println!("{:?}", worker.recv())); //~ E0277
    queue.send(1).unwrap();
    println!("{:?}", inbox.recv());
}
