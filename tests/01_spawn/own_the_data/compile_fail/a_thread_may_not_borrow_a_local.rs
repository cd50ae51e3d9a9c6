//! Without `move` the closure only borrows: this function could return while its thread still reads.
use std::thread;

fn main() {
    let batch = vec!["login", "sudo"];
    let audit = thread::spawn(|| batch.len()); //~ E0373
    println!("{:?}", audit.join().ok());
}
