//! The late one is not waited for, so it may still be asking when its caller is gone: it cannot borrow the caller's key.

use std::time::Duration;

fn main() {
    let key = String::from("user:7");
    answer::first_reply(|| key.len(), || 0, Duration::MAX); //~ E0373
    println!("{key}");
}
