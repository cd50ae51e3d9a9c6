//! The one that comes first is locked by `with`, and the other one inside of it.

use std::cmp::Ordering;
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

/// Runs `f` on both balances, or on one balance twice.
fn with_both<R>(a: &Account, b: &Account, f: impl FnOnce(&mut u64, Option<&mut u64>) -> R) -> R {
    match ptr::from_ref(a).cmp(&ptr::from_ref(b)) {
        Ordering::Less => a.with(|a| b.with(|b| f(a, Some(b)))),
        Ordering::Greater => b.with(|b| a.with(|a| f(a, Some(b)))),
        Ordering::Equal => a.with(|a| f(a, None)),
    }
}

pub fn transfer(from: &Account, to: &Account, cents: u64) -> bool {
    with_both(from, to, |payer, payee| match (payer.checked_sub(cents), payee) {
        (None, _) => false,
        (Some(_), None) => true,
        (Some(left), Some(payee)) => {
            *payer = left;
            *payee += cents;
            true
        }
    })
}

pub fn statement(a: &Account, b: &Account) -> (u64, u64) {
    with_both(a, b, |a, b| (*a, b.map_or(*a, |b| *b)))
}
