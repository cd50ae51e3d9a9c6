//! The value goes from thread to thread, so a value that may not be sent, such as an `Rc`, cannot be behind a lock that threads share.

use std::rc::Rc;
use std::thread;

fn main() {
    let name = Rc::new(String::from("rate"));
    let lock = answer::SpinLock::new(Rc::clone(&name));
    thread::scope(|scope| {
        scope.spawn(|| println!("{}", Rc::clone(&lock.lock()))); //~ E0277
    });
    println!("{name}");
}
