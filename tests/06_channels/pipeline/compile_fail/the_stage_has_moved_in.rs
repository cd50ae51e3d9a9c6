//! Closing the channel of a stage from outside, as Go can: its sender has moved into the stage, and only there can it be dropped.

use std::sync::mpsc;
use std::thread;

fn main() {
    let (parsed, to_price) = mpsc::sync_channel(1);
    let stage = thread::spawn(move || parsed.send(7));
    drop(parsed); //~ E0382
    println!("{:?} {:?}", to_price.recv(), stage.join());
}
