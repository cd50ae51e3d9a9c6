//! The accounts are sorted by place, the doubles dropped, and locked one by one; it would do for any number of them.

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

fn with_all<R>(accounts: &[&Account], f: impl FnOnce(&mut [&mut u64], &[usize]) -> R) -> R {
    let mut order: Vec<&Account> = accounts.to_vec();
    order.sort_by_key(|account| std::ptr::from_ref(*account));
    order.dedup_by_key(|account| std::ptr::from_ref(*account));
    let mut guards: Vec<_> = order.iter().map(|account| account.cents.lock().unwrap()).collect();
    let mut balances: Vec<&mut u64> = guards.iter_mut().map(|guard| &mut **guard).collect();
    let place = |wanted: &&Account| order.iter().position(|known| std::ptr::eq(*known, *wanted));
    let places: Vec<usize> = accounts.iter().filter_map(place).collect();
    f(&mut balances, &places)
}

pub fn transfer(from: &Account, to: &Account, cents: u64) -> bool {
    with_all(&[from, to], |balances, places| {
        let enough = *balances[places[0]] >= cents;
        if enough {
            *balances[places[0]] -= cents;
            *balances[places[1]] += cents;
        }
        enough
    })
}

pub fn statement(a: &Account, b: &Account) -> (u64, u64) {
    with_all(&[a, b], |balances, places| (*balances[places[0]], *balances[places[1]]))
}
