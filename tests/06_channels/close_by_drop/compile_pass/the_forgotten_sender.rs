//! Nothing makes you drop the first sender: a function that waits for ever compiles without so much as a warning.
#![deny(warnings)]

use std::sync::mpsc;
use std::thread;

pub fn search() {
    let (found, inbox) = mpsc::channel();
    for shard in 0..2 {
        let found = found.clone();
        thread::spawn(move || found.send(shard));
    }
    for hit in inbox {
        println!("{hit}");
    }
}

// Not called: this course has to end.
fn main() {}
