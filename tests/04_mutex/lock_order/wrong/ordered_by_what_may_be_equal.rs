//@ caught-by: model
//@ says: What an account was opened with never changes, but two accounts may have been opened with the same: then there is no order between them.
//@ fails: opposite_transfers_both_end
//@ sort: boundary

use std::sync::{Mutex, MutexGuard};

pub struct Account {
    opened_with: u64,
    cents: Mutex<u64>,
}

impl Account {
    pub fn new(cents: u64) -> Account {
        Account { opened_with: cents, cents: Mutex::new(cents) }
    }

    fn lock(&self) -> MutexGuard<'_, u64> {
        self.cents.lock().unwrap()
    }

    pub fn with<R>(&self, f: impl FnOnce(&mut u64) -> R) -> R {
        f(&mut self.lock())
    }
}

/// Both locks, in the order of what the accounts were opened with.
fn lock_both<'a>(a: &'a Account, b: &'a Account) -> (MutexGuard<'a, u64>, MutexGuard<'a, u64>) {
    if a.opened_with < b.opened_with {
        let first = a.lock();
        (first, b.lock())
    } else {
        let first = b.lock();
        (a.lock(), first)
    }
}

pub fn transfer(from: &Account, to: &Account, cents: u64) -> bool {
    if std::ptr::eq(from, to) {
        return *from.lock() >= cents;
    }
    let (mut payer, mut payee) = lock_both(from, to);
    let enough = *payer >= cents;
    if enough {
        *payer -= cents;
        *payee += cents;
    }
    enough
}

pub fn statement(a: &Account, b: &Account) -> (u64, u64) {
    if std::ptr::eq(a, b) {
        return a.with(|cents| (*cents, *cents));
    }
    let (a, b) = lock_both(a, b);
    (*a, *b)
}
