//! Sending a reference is Go's send of a pointer: the reader's thread would have to keep the page for as long as the writer looks.

use std::sync::mpsc;
use std::thread;

fn main() {
    let (full, pages) = mpsc::channel::<&'static [u64]>();
    thread::spawn(move || {
        let page = vec![1, 2, 3];
        full.send(&page).unwrap(); //~ E0597
    });
    println!("{:?}", pages.recv());
}
