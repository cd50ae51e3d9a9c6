//! `into_iter` takes the receiver, and so its end is the end of the loop: afterwards nobody can receive, by mistake or otherwise.

use std::sync::mpsc;

fn main() {
    let (found, hits) = mpsc::channel();
    found.send(1).unwrap();
    let first: Vec<u64> = hits.into_iter().take(1).collect();
    println!("{first:?} {:?}", found.send(2));
    println!("{:?}", hits.recv()); //~ E0382
}
