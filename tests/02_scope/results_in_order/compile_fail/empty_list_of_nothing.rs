//! `Vec::new()` needs to learn from somewhere what it holds; a list that nobody ever fills tells the compiler nothing.

use std::thread;

fn main() {
    let rows = Vec::new(); //~ E0282
    thread::scope(|scope| {
        for shard in [1, 2] {
            // The row is returned to a handle that is dropped here, and so it never reaches the list.
            scope.spawn(move || shard * 10);
        }
    });
    println!("{} rows", rows.len());
}
