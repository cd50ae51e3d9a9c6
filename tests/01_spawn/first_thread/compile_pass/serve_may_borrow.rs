//! `serve` never leaves the caller's thread, so it may borrow, and even hold an `Rc`.
use std::rc::Rc;

fn main() {
    let mut served = 0;
    let sessions = Rc::new(3);
    let both = answer::in_background(
        || 1,
        || {
            served += 1;
            *sessions
        },
    );
    println!("{both:?}, served {served}");
}
