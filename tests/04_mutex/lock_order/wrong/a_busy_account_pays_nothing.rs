//@ caught-by: model
//@ says: `try_lock` gives up when the other account is busy, and here giving up means that the transfer did not happen although there was enough.
//@ fails: opposite_transfers_both_end
//@ kind: assertion
//@ sort: schedule-only

use std::ptr;
use std::sync::Mutex;

pub struct Account {
    cents: Mutex<u64>,
}

impl Account {
    pub fn new(cents: u64) -> Account {
        Account { cents: Mutex::new(cents) }
    }

    pub fn with<R>(&self, f: impl FnOnce(&mut u64) -> R) -> R {
        f(&mut self.cents.lock().unwrap())
    }
}

pub fn transfer(from: &Account, to: &Account, cents: u64) -> bool {
    if ptr::eq(from, to) {
        return from.with(|balance| *balance >= cents);
    }
    let mut payer = from.cents.lock().unwrap();
    let Ok(mut payee) = to.cents.try_lock() else { return false };
    if *payer < cents {
        return false;
    }
    *payer -= cents;
    *payee += cents;
    true
}

pub fn statement(a: &Account, b: &Account) -> (u64, u64) {
    if ptr::eq(a, b) {
        return a.with(|balance| (*balance, *balance));
    }
    loop {
        let a = a.cents.lock().unwrap();
        if let Ok(b) = b.cents.try_lock() {
            return (*a, *b);
        }
        drop(a);
        std::thread::yield_now();
    }
}
