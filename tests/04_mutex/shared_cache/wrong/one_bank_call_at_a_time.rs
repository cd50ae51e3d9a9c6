//@ caught-by: test
//@ says: A second lock for the loading makes every request wait for every other request's bank, and a load that needs another rate waits for itself.
//@ fails: a_load_may_use_the_rates, two_currencies_are_loaded_at_the_same_time
//@ sort: tempting

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

#[derive(Default)]
pub struct Rates {
    rates: Mutex<HashMap<String, u64>>,
    loading: Mutex<()>,
}

impl Rates {
    pub fn new() -> Rates {
        Rates::default()
    }

    fn find(&self, currency: &str) -> Option<u64> {
        self.rates.lock().unwrap().get(currency).copied()
    }

    pub fn get_or_load<F>(&self, currency: &str, load: F) -> u64
    where
        F: FnOnce() -> u64,
    {
        if let Some(rate) = self.find(currency) {
            return rate;
        }
        let _only_one = self.loading.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(rate) = self.find(currency) {
            return rate;
        }
        let rate = load();
        self.rates.lock().unwrap().insert(currency.to_string(), rate);
        rate
    }

    pub fn known(&self) -> usize {
        self.rates.lock().unwrap().len()
    }
}
