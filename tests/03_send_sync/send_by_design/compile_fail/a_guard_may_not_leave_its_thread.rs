//! The guard says what *this* thread works for; moving it to another thread is refused.

use std::thread;

fn main() {
    let trace = answer::Trace::new(7);
    let entered = trace.enter();
    thread::scope(|scope| {
        scope.spawn(move || drop(entered)); //~ E0277
    });
}
