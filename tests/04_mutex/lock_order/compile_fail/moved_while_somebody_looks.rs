//! Whoever has a reference can rely on the place: what is borrowed cannot be moved, so the order of places cannot change under a transfer.

use std::sync::Mutex;

struct Account {
    cents: Mutex<u64>,
}

fn main() {
    let mut accounts = vec![Account { cents: Mutex::new(10) }, Account { cents: Mutex::new(20) }];
    let ada = &accounts[0];
    accounts.swap(0, 1); //~ E0502
    println!("{}", ada.cents.lock().unwrap());
}
