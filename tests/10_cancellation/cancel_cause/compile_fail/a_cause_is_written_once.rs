//! What a `OnceLock` lends is lent for reading: the cause that one thread has seen cannot be another one a moment later.

use std::sync::OnceLock;

fn main() {
    let cause = OnceLock::new();
    cause.set(String::from("disk full")).ok();
    if let Some(why) = cause.get() {
        why.push_str(", or not"); //~ E0596
    }
}
