//! What the owner's thread has taken nobody else can read, not even the one who made it: ask.

use std::collections::HashMap;
use std::sync::mpsc;
use std::thread;

fn main() {
    let (requests, inbox) = mpsc::channel();
    let mut totals = HashMap::from([(1, 5)]);
    let owner = thread::spawn(move || {
        for (customer, units) in inbox {
            *totals.entry(customer).or_insert(0) += units;
        }
    });
    requests.send((1, 7)).unwrap();
    println!("{totals:?}"); //~ E0382
    drop((requests, owner));
}
