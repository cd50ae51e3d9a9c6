//@ caught-by: test
//@ says: The lock is held while the bank is asked: everybody waits for one request's bank, and a load that needs another rate waits for itself.
//@ fails: a_load_may_use_the_rates, two_currencies_are_loaded_at_the_same_time, a_panicking_load_harms_nobody
//@ sort: tempting

use std::collections::HashMap;
use std::sync::Mutex;

#[derive(Default)]
pub struct Rates {
    rates: Mutex<HashMap<String, u64>>,
}

impl Rates {
    pub fn new() -> Rates {
        Rates::default()
    }

    pub fn get_or_load<F>(&self, currency: &str, load: F) -> u64
    where
        F: FnOnce() -> u64,
    {
        *self.rates.lock().unwrap().entry(currency.to_string()).or_insert_with(load)
    }

    pub fn known(&self) -> usize {
        self.rates.lock().unwrap().len()
    }
}
