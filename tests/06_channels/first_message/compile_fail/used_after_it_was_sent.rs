//! `page = append(page[:0], …)` after the send: a page that has been sent belongs to the receiver, and cannot be filled again.

use std::sync::mpsc;

fn main() {
    let (full, pages) = mpsc::channel();
    let mut page = vec!["row 1"];
    full.send(page).unwrap();
    page.push("row 2"); //~ E0382
    println!("{:?}", pages.recv());
}
