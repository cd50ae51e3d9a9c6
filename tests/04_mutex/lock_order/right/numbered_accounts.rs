//! Each account gets a number when it is opened, and the lower number is locked first.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard};

static NEXT: AtomicU64 = AtomicU64::new(0);

pub struct Account {
    number: u64,
    cents: Mutex<u64>,
}

impl Account {
    pub fn new(cents: u64) -> Account {
        Account { number: NEXT.fetch_add(1, Ordering::Relaxed), cents: Mutex::new(cents) }
    }

    fn lock(&self) -> MutexGuard<'_, u64> {
        self.cents.lock().unwrap()
    }

    pub fn with<R>(&self, f: impl FnOnce(&mut u64) -> R) -> R {
        f(&mut self.lock())
    }
}

pub fn transfer(from: &Account, to: &Account, cents: u64) -> bool {
    let (mut payer, mut payee);
    if from.number < to.number {
        payer = from.lock();
        payee = to.lock();
    } else if to.number < from.number {
        payee = to.lock();
        payer = from.lock();
    } else {
        return *from.lock() >= cents;
    }
    let enough = *payer >= cents;
    if enough {
        *payer -= cents;
        *payee += cents;
    }
    enough
}

pub fn statement(a: &Account, b: &Account) -> (u64, u64) {
    if a.number > b.number {
        let (b, a) = statement(b, a);
        return (a, b);
    }
    let first = a.lock();
    if a.number == b.number { (*first, *first) } else { (*first, *b.lock()) }
}
