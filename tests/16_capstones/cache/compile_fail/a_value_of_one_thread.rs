//! What is kept for all threads is given to all threads: an `Rc` may not be in a map that they share, whatever lock is around it.

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Mutex;
use std::thread;

fn main() {
    let known: Mutex<HashMap<&str, Rc<u64>>> = Mutex::default();
    thread::scope(|scope| {
        scope.spawn(|| println!("{}", known.lock().unwrap().len())); //~ E0277
    });
}
