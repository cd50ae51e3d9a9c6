//! `mpsc` itself does not mind: a sender sends as often as you like, and an answer too many waits in the channel unread.

use std::sync::mpsc;

fn main() {
    let (promised, pending) = mpsc::channel();
    let _ = promised.send(1);
    let _ = promised.send(2);
    println!("{:?}", pending.recv());
}
