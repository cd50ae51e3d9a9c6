//! Whoever cannot have the second lock gives the first one back, lets others go first, and begins again at the other end.

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
    loop {
        let first = a.cents.lock().unwrap();
        if let Ok(second) = b.cents.try_lock() {
            return (first, second);
        }
        drop(first);
        std::thread::yield_now();
        let second = b.cents.lock().unwrap();
        if let Ok(first) = a.cents.try_lock() {
            return (first, second);
        }
        drop(second);
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
