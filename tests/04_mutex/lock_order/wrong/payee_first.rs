//@ caught-by: model
//@ says: To lock the payee first is an order by position as well: the same account is first in one call and second in the next.
//@ fails: opposite_transfers_both_end, a_circle_of_transfers_ends
//@ kind: deadlock
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
    let last = b.cents.lock().unwrap();
    let first = a.cents.lock().unwrap();
    (first, last)
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
    let (a, b) = lock_both(a, b);
    (*a, *b)
}
