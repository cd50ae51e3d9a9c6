//! In Go one goroutine may lock and another unlock; a guard stays with the thread that locked.

use std::sync::Mutex;
use std::thread;

fn main() {
    let thrown_away = Mutex::new(0);
    thread::scope(|scope| {
        let mut guard = thrown_away.lock().unwrap();
        scope.spawn(move || *guard += 1); //~ E0277
    });
}
