//! `join` returns a `Result`: a thread may have panicked, and the compiler asks what you do then.
use std::thread;

fn main() {
    let statement = thread::spawn(|| 42);
    let balance: u64 = statement.join(); //~ E0308
    println!("{balance}");
}
