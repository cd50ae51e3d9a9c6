//@ caught-by: model
//@ says: The order is that of the balances, and balances change: between the comparison and the locks another transfer can turn it round.
//@ fails: the_order_does_not_turn_round
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
    let (of_a, of_b) = (a.with(|cents| *cents), b.with(|cents| *cents));
    if of_a > of_b || (of_a == of_b && ptr::from_ref(a) < ptr::from_ref(b)) {
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
    let (a, b) = lock_both(a, b);
    (*a, *b)
}
