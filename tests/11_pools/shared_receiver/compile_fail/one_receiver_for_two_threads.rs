//! Why there is a lock at all: threads cannot share a `Receiver` by reference, since it is not `Sync`.

use std::sync::mpsc;
use std::thread;

fn main() {
    let (sender, inbox) = mpsc::channel();
    sender.send(1_u64).unwrap();
    thread::scope(|scope| {
        scope.spawn(|| println!("{:?}", inbox.recv())); //~ E0277
    });
}
