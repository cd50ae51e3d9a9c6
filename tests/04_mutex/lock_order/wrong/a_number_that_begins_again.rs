//@ caught-by: model
//@ says: The number has eight bits, and `fetch_add` begins again at 0: the first account and the 257th have the same one, and are taken for one account.
//@ sort: boundary

use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Mutex, MutexGuard};

static NEXT: AtomicU8 = AtomicU8::new(0);

pub struct Account {
    number: u8,
    cents: Mutex<u64>,
}

impl Account {
    pub fn new(cents: u64) -> Account {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        Account { number, cents: Mutex::new(cents) }
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
