//! A reply may be anything that can change threads; it need not be `Clone`, nor be shared between threads.

use std::cell::Cell;
use std::time::Duration;

fn main() {
    let key = String::from("user:7");
    let other = key.clone();
    let reply = answer::first_reply(
        move || Cell::new(key.len()),
        move || Cell::new(other.len()),
        Duration::MAX,
    );
    println!("{:?}", reply.map(Cell::into_inner));
}
