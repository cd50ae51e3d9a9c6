//! A `let` that names only `Ok` does not cover the thread that panicked.
use std::thread;

fn main() {
    let statement = thread::spawn(|| 42);
    let Ok(balance) = statement.join(); //~ E0005
    println!("{balance}");
}
