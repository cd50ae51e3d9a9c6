//! Whoever needs two locks takes them in an order that is the same for everybody, whatever the roles of the accounts.

use std::ptr;
use std::sync::{Mutex, MutexGuard};

/// Somebody's money.
pub struct Account {
    cents: Mutex<u64>,
}

impl Account {
    /// An account with so many cents on it.
    pub fn new(cents: u64) -> Account {
        Account { cents: Mutex::new(cents) }
    }

    /// Runs `f` on the balance.
    pub fn with<R>(&self, f: impl FnOnce(&mut u64) -> R) -> R {
        f(&mut self.cents.lock().unwrap())
    }
}

/// Locks two different accounts, and returns the guards in the order of the arguments.
///
/// A deadlock needs a circle: T1 holds `ada` and waits for `bob`, T2 holds `bob` and waits for `ada`. If every thread only
/// ever waits for an account that comes later than all that it holds, the one who holds the latest account of all waits
/// for nobody, and there is no circle.
///
/// Any order will do that everybody agrees on and that stays the same. The place of an account in memory does not change
/// while it is borrowed; a number given out by `new` would serve as well. Neither "payer first" nor "the richer first"
/// would: the roles differ from call to call, and the balances change.
fn lock_both<'a>(a: &'a Account, b: &'a Account) -> (MutexGuard<'a, u64>, MutexGuard<'a, u64>) {
    if ptr::from_ref(a) < ptr::from_ref(b) {
        let first = a.cents.lock().unwrap();
        let second = b.cents.lock().unwrap();
        (first, second)
    } else {
        let first = b.cents.lock().unwrap();
        let second = a.cents.lock().unwrap();
        (second, first)
    }
}

/// Moves `cents` from one account to the other, if there are enough; whether there were.
pub fn transfer(from: &Account, to: &Account, cents: u64) -> bool {
    // The same account has the same place, and no order helps against waiting for oneself.
    if ptr::eq(from, to) {
        return from.with(|balance| *balance >= cents);
    }
    let (mut payer, mut payee) = lock_both(from, to);
    if *payer < cents {
        return false;
    }
    // Between these two lines the money is nowhere. Nobody can see it: both locks are held.
    *payer -= cents;
    *payee += cents;
    true
}

/// Both balances, as they were at one moment.
pub fn statement(a: &Account, b: &Account) -> (u64, u64) {
    if ptr::eq(a, b) {
        return a.with(|balance| (*balance, *balance));
    }
    // One lock after the other would find a transfer in between, and count its money twice or not at all.
    let (a, b) = lock_both(a, b);
    (*a, *b)
}
