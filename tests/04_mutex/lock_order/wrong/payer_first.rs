//@ caught-by: model
//@ says: Each transfer locks its payer first, so two who pay each other hold one account each and wait for the other one.
//@ fails: opposite_transfers_both_end, a_circle_of_transfers_ends, no_money_is_on_its_way
//@ kind: deadlock
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
    let mut payer = from.cents.lock().unwrap();
    let mut payee = to.cents.lock().unwrap();
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
