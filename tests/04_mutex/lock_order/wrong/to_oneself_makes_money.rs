//@ caught-by: test
//@ says: Both new balances are computed before either is written; for one account the second write wins, and the money has become more.
//@ fails: to_oneself
//@ sort: boundary

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
    // Payer and payee of the same account share one guard, so nobody waits for themselves.
    if ptr::eq(from, to) {
        return from.with(|balance| {
            let (payer, payee) = (balance.checked_sub(cents), *balance + cents);
            if let Some(payer) = payer {
                *balance = payer;
                *balance = payee;
            }
            payer.is_some()
        });
    }
    let (low, high) = if ptr::from_ref(from) < ptr::from_ref(to) { (from, to) } else { (to, from) };
    let mut low_guard = low.cents.lock().unwrap();
    let mut high_guard = high.cents.lock().unwrap();
    let (payer, payee) = if ptr::eq(low, from) {
        (&mut low_guard, &mut high_guard)
    } else {
        (&mut high_guard, &mut low_guard)
    };
    if **payer < cents {
        return false;
    }
    **payer -= cents;
    **payee += cents;
    true
}

pub fn statement(a: &Account, b: &Account) -> (u64, u64) {
    if ptr::eq(a, b) {
        return a.with(|balance| (*balance, *balance));
    }
    let flip = ptr::from_ref(a) > ptr::from_ref(b);
    let (low, high) = if flip { (b, a) } else { (a, b) };
    let low = low.cents.lock().unwrap();
    let high = high.cents.lock().unwrap();
    if flip { (*high, *low) } else { (*low, *high) }
}
