//! A raw pointer does not get around it: it says nothing about who else writes there, so it may not cross to a thread.

use std::thread;

fn main() {
    let mut pages = vec![String::new(), String::new()];
    let first = pages.as_mut_ptr();
    thread::scope(|scope| {
        scope.spawn(move || println!("{first:?}")); //~ E0277
    });
}
