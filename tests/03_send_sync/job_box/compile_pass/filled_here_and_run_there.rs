//! A list may be filled on one thread and run on another.

use std::thread;

fn main() {
    let mut jobs = answer::Jobs::new();
    jobs.add(|| println!("flush"));
    let after_the_answer = thread::spawn(move || jobs.run(2));
    println!("{:?}", after_the_answer.join());
}
