//@ caught-by: model
//@ says: `try_lock` again and again does not help whoever keeps the first lock meanwhile: two threads can each hold one, and try for ever.
//@ fails: opposite_transfers_both_end
//@ kind: livelock
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
    let first = a.cents.lock().unwrap();
    loop {
        if let Ok(second) = b.cents.try_lock() {
            return (first, second);
        }
        std::thread::yield_now();
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
    let (a, b) = lock_both(a, b);
    (*a, *b)
}
