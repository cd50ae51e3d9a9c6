//! A clone of `std`'s `Receiver` for the second worker: there is only one receiver, and it cannot be cloned. (crossbeam's can.)

use std::sync::mpsc;
use std::thread;

fn main() {
    let (queue, inbox) = mpsc::channel();
    let second = inbox.clone(); //~ E0599
    let worker = thread::spawn(move || inbox.iter().sum::<u64>());
    queue.send(1_u64).unwrap();
    drop(queue);
    println!("{:?}", worker.join());
}
