//! What a guard guards cannot be used when the guard is gone: `drop` takes it, and the compiler sees the use after it.

use std::sync::Mutex;

fn main() {
    let items = Mutex::new(50);
    let mut guard = items.lock().unwrap();
    *guard -= 1;
    drop(guard);
    *guard += 1; //~ E0382
}
