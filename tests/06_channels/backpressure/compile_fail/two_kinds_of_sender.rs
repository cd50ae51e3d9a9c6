//! Whether `send` may wait is part of the type: a `SyncSender` waits for room, a `Sender` never does, and one is not the other.

use std::sync::mpsc::{self, Sender};

fn read(lines: Sender<&'static str>) {
    let _ = lines.send("line");
}

fn main() {
    let (lines, inbox) = mpsc::sync_channel(100);
    read(lines); //~ E0308
    println!("{:?}", inbox.recv());
}
