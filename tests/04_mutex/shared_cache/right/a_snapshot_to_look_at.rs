//! Lookups take a snapshot of the map; whoever stores makes a new map under the lock, from the newest one.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

#[derive(Default)]
pub struct Rates {
    rates: Mutex<Arc<BTreeMap<String, u64>>>,
}

impl Rates {
    pub fn new() -> Rates {
        Rates::default()
    }

    fn snapshot(&self) -> Arc<BTreeMap<String, u64>> {
        self.rates.lock().unwrap().clone()
    }

    pub fn get_or_load<F>(&self, currency: &str, load: F) -> u64
    where
        F: FnOnce() -> u64,
    {
        if let Some(&rate) = self.snapshot().get(currency) {
            return rate;
        }
        let rate = load();
        let mut rates = self.rates.lock().unwrap();
        *Arc::make_mut(&mut rates).entry(currency.to_string()).or_insert(rate)
    }

    pub fn known(&self) -> usize {
        self.snapshot().len()
    }
}
