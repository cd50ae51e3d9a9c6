//! A read guard has no method that makes a write guard of it: two readers that both wanted that would wait for each other.

use std::sync::RwLock;

fn main() {
    let token = RwLock::new(7);
    let reading = token.read().unwrap();
    let writing = reading.upgrade(); //~ E0599
    println!("{writing:?}");
}
