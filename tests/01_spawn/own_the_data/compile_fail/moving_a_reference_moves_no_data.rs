//! `move` moves what is captured. If that is a reference, the thread owns a reference and the data stays behind.
use std::thread;

fn main() {
    let batch = vec!["login", "sudo"];
    let lines = &batch; //~ E0597
    let audit = thread::spawn(move || lines.len());
    println!("{:?}", audit.join().ok());
}
