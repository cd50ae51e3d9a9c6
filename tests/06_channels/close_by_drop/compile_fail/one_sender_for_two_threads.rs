//! A sender that moved into the first thread is not there for the second: each thread gets a clone, and each clone counts.

use std::sync::mpsc;
use std::thread;

fn main() {
    let (found, inbox) = mpsc::channel();
    for shard in 0..2 {
        thread::spawn(move || found.send(shard)); //~ E0382
    }
    println!("{} hits", inbox.iter().count());
}
