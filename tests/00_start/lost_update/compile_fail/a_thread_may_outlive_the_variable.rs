//! Without a scope the thread may outlive the function, and the variable it borrows with it.

use std::thread;

fn main() {
    let mut hits = 0;
    let worker = thread::spawn(|| hits += 1); //~ E0373
    worker.join().unwrap();
}
