//! Threads that are spawned outlive the block that started them as far as the compiler knows, joined or not: what a task needs it owns, or it runs in a `thread::scope`.

use std::thread;

fn main() {
    let services = vec!["price", "stock"];
    let task = thread::spawn(|| services.len()); //~ E0373
    println!("{:?}", task.join());
}
