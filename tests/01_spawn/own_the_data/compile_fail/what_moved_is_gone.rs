//! What was moved into a thread is no longer yours: the buffer you write to cannot be the one it reads.
use std::thread;

fn main() {
    let mut batch = vec!["login", "sudo"];
    let audit = thread::spawn(move || batch.len());
    batch.push("bob: sudo"); //~ E0382
    println!("{:?}", audit.join().ok());
}
