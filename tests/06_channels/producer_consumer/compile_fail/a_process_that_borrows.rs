//! What is called by a thread of its own may not borrow a counter from its caller's stack: it is the result that brings the number back.

use std::sync::atomic::{AtomicUsize, Ordering};

fn main() {
    let count = AtomicUsize::new(0);
    let _ = answer::process_all(0..1000, |_| _ = count.fetch_add(1, Ordering::Relaxed)); //~ E0373
    println!("{}", count.load(Ordering::Relaxed));
}
