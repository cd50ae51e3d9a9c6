//@ caught-by: model
//@ says: The second look is a look only: its guard is gone before the one that stores is taken. The question and the deed need the same guard.
//@ fails: one_currency_has_one_rate
//@ kind: assertion
//@ sort: schedule-only

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
        let rate = load();
        // Double-checked.
        if let Some(rate) = self.find(currency) {
            return rate;
        }
        self.rates.lock().unwrap().insert(currency.to_string(), rate);
        rate
    }

    pub fn known(&self) -> usize {
        self.rates.lock().unwrap().len()
    }
}
