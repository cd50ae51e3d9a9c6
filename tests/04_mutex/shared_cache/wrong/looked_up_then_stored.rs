//@ caught-by: model
//@ says: Between the look and the store another request may have fixed a rate, and this one overwrites it: look again under the guard that stores.
//@ fails: one_currency_has_one_rate
//@ kind: assertion
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
        if !self.rates.lock().unwrap().contains_key(currency) {
            let rate = load();
            self.rates.lock().unwrap().insert(currency.to_string(), rate);
        }
        self.rates.lock().unwrap()[currency]
    }

    pub fn known(&self) -> usize {
        self.rates.lock().unwrap().len()
    }
}
