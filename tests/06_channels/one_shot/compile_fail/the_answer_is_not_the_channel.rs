//! `answer := <-ch` gives a value in Go even if there is none, the zero value. Here you are given an `Option` or a `Result`, and must look.

use std::sync::mpsc;

fn main() {
    let (promised, pending) = mpsc::channel();
    drop(promised);
    let answer: u64 = pending.recv(); //~ E0308
    println!("{answer}");
}
