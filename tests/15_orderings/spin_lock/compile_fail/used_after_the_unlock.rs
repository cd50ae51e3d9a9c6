//! There is no `unlock` that one could forget or call twice: the guard is the lock, and when it has ended so has the access.

use std::sync::Mutex;

fn main() {
    let lock = Mutex::new(7);
    let guard = lock.lock().unwrap();
    let value = &*guard;
    drop(guard); //~ E0505
    println!("{value}");
}
