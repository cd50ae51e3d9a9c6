//@ caught-by: model
//@ says: The transfers agree on an order, and the statement locks in the order of its arguments: one place that does not keep to the order is enough.
//@ fails: no_money_is_on_its_way
//@ kind: deadlock
//@ sort: schedule-only

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
    if ptr::eq(a, b) {
        return a.with(|balance| (*balance, *balance));
    }
    let a = a.cents.lock().unwrap();
    let b = b.cents.lock().unwrap();
    (*a, *b)
}
