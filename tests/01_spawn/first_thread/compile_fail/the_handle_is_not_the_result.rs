//! `spawn` returns a handle, not the closure's result: there is nothing to read until you `join`.
use std::thread;

fn main() {
    let rows: u64 = thread::spawn(|| 42); //~ E0308
    println!("{rows} rows");
}
