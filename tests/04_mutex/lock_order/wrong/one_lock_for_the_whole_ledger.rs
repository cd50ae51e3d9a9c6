//@ caught-by: test
//@ says: One lock for all accounts makes every transfer wait for every other one: the lock of each account has become useless.
//@ fails: other_accounts_do_not_wait
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
        let _ledger = LEDGER.lock().unwrap();
        f(&mut self.cents.lock().unwrap())
    }
}

static LEDGER: Mutex<()> = Mutex::new(());

pub fn transfer(from: &Account, to: &Account, cents: u64) -> bool {
    if ptr::eq(from, to) {
        return from.with(|balance| *balance >= cents);
    }
    let _ledger = LEDGER.lock().unwrap();
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
    let _ledger = LEDGER.lock().unwrap();
    (*a.cents.lock().unwrap(), *b.cents.lock().unwrap())
}
