//! Lookups share a read lock; whoever stores takes the write lock, and looks again, because nothing is kept of the read lock.

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
        if let Some(rate) = known {
            return rate;
        }
        let loaded = load();
        let mut rates = self.rates.write().unwrap();
        if let Some(&rate) = rates.get(currency) {
            return rate;
        }
        rates.insert(currency.to_string(), loaded);
        loaded
    }

    pub fn known(&self) -> usize {
        self.rates.read().unwrap().len()
    }
}
