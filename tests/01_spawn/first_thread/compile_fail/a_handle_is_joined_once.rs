//! `join` takes the handle away, so a result is received once and a thread is never awaited twice.
use std::thread;

fn main() {
    let report = thread::spawn(|| 42);
    let rows = report.join();
    println!("{:?} rows", rows.ok());
    println!("{:?} rows", report.join().ok()); //~ E0382
}
