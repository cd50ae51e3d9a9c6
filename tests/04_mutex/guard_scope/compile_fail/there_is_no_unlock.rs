//! There is no `unlock`: a lock is given back by dropping the guard, so it can be given back neither twice nor too early.

use std::sync::Mutex;

fn main() {
    let items = Mutex::new(50);
    let guard = items.lock().unwrap();
    println!("{} items", *guard);
    items.unlock(); //~ E0599
}
