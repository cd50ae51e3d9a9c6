//! `close` before the last send panics in Go when it happens. Here it is not a program: a sender that has been dropped cannot be cloned.

use std::sync::mpsc;
use std::thread;

fn main() {
    let (found, inbox) = mpsc::channel();
    drop(found);
    for shard in 0..2 {
        let found = found.clone(); //~ E0382
        thread::spawn(move || found.send(shard));
    }
    println!("{} hits", inbox.iter().count());
}
