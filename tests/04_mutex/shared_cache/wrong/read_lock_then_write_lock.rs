//@ caught-by: model
//@ says: The read lock is gone before the write lock is taken, and what it has told is old by then: look again under the write lock.
//@ fails: one_currency_has_one_rate
//@ kind: assertion
//@ sort: tempting

use std::collections::HashMap;
use std::sync::RwLock;

#[derive(Default)]
pub struct Rates {
    rates: RwLock<HashMap<String, u64>>,
}

impl Rates {
    pub fn new() -> Rates {
        Rates::default()
    }

    pub fn get_or_load<F>(&self, currency: &str, load: F) -> u64
    where
        F: FnOnce() -> u64,
    {
        let known = self.rates.read().unwrap().get(currency).copied();
        known.unwrap_or_else(|| {
            let rate = load();
            self.rates.write().unwrap().insert(currency.to_string(), rate);
            rate
        })
    }

    pub fn known(&self) -> usize {
        self.rates.read().unwrap().len()
    }
}
