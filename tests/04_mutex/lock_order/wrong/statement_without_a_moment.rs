//@ caught-by: model
//@ says: The statement reads one account after the other: a transfer in between is on one side of it and not on the other.
//@ fails: no_money_is_on_its_way
//@ kind: assertion
//@ sort: tempting

use std::ptr;
use std::sync::{Mutex, MutexGuard};

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

fn lock_both<'a>(a: &'a Account, b: &'a Account) -> (MutexGuard<'a, u64>, MutexGuard<'a, u64>) {
    if ptr::from_ref(a) < ptr::from_ref(b) {
        let first = a.cents.lock().unwrap();
        (first, b.cents.lock().unwrap())
    } else {
        let first = b.cents.lock().unwrap();
        (a.cents.lock().unwrap(), first)
    }
}

pub fn transfer(from: &Account, to: &Account, cents: u64) -> bool {
    if ptr::eq(from, to) {
        return from.with(|balance| *balance >= cents);
    }
    let (mut payer, mut payee) = lock_both(from, to);
    if *payer < cents {
        return false;
    }
    *payer -= cents;
    *payee += cents;
    true
}

pub fn statement(a: &Account, b: &Account) -> (u64, u64) {
    (a.with(|balance| *balance), b.with(|balance| *balance))
}
