//@ caught-by: model
//@ says: With one lock at a time nobody waits in a circle, and the money is nowhere between the two: a statement can catch it on its way.
//@ fails: no_money_is_on_its_way, no_money_is_counted_twice
//@ kind: assertion
//@ sort: tempting

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
    let enough = from.with(|payer| {
        if *payer < cents {
            return false;
        }
        *payer -= cents;
        true
    });
    if enough {
        to.with(|payee| *payee += cents);
    }
    enough
}

pub fn statement(a: &Account, b: &Account) -> (u64, u64) {
    (a.with(|balance| *balance), b.with(|balance| *balance))
}
