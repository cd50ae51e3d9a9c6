//! Whoever moves a lock to another thread moves its value: not an `Rc`, of which there is another one here.

use std::rc::Rc;
use std::thread;

fn main() {
    let name = Rc::new(String::from("rate"));
    let lock = answer::SpinLock::new(Rc::clone(&name));
    thread::scope(|scope| {
        scope.spawn(move || println!("{}", Rc::clone(&lock.lock()))); //~ E0277
    });
    println!("{name}");
}
