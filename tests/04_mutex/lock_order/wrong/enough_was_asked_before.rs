//@ caught-by: model
//@ says: Whether there is enough is asked before the locks are taken, so two transfers can spend the same money.
//@ fails: no_money_is_spent_twice
//@ kind: assertion
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
    if from.with(|balance| *balance) < cents {
        return false;
    }
    if ptr::eq(from, to) {
        return true;
    }
    let (mut payer, mut payee) = lock_both(from, to);
    *payer = payer.saturating_sub(cents);
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
