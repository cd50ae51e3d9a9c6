//! Threads that live as long as they like share one gate.

use std::sync::Arc;
use std::thread;

fn main() {
    let gate = Arc::new(answer::Gate::new());
    let in_handler = Arc::clone(&gate);
    let handler = thread::spawn(move || in_handler.wait());
    gate.open();
    println!("{:?}", handler.join());
}
