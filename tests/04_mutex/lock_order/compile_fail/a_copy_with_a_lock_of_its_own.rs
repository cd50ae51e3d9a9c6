//! In Go `copy := *account` copies the lock along, and `go vet` may tell you. A `Mutex` cannot be copied, and nor can what contains one.

use std::sync::Mutex;

struct Account {
    cents: Mutex<u64>,
}

fn main() {
    let accounts = [Account { cents: Mutex::new(10) }, Account { cents: Mutex::new(20) }];
    let account = &accounts[0];
    let copy = *account; //~ E0507
    *copy.cents.lock().unwrap() += 1;
    println!("{}", account.cents.lock().unwrap());
}
