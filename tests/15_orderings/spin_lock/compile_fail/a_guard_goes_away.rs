//! Whoever sends a guard to another thread hands it the value: not an `Rc`, of which there is another one here.

use std::rc::Rc;
use std::thread;

fn main() {
    let name = Rc::new(String::from("rate"));
    let lock = answer::SpinLock::new(Rc::clone(&name));
    let guard = lock.lock();
    thread::scope(|scope| {
        scope.spawn(move || println!("{}", Rc::clone(&guard))); //~ E0277
    });
    println!("{name}");
}
