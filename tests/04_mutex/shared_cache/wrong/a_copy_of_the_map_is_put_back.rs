//@ caught-by: model
//@ says: The rate is added to a copy of the map, and the copy replaces the map: what others have added meanwhile is gone.
//@ fails: no_rate_is_forgotten
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
        let known = self.rates.lock().unwrap().get(currency).copied();
        if let Some(rate) = known {
            return rate;
        }
        let rate = load();
        let mut rates = self.rates.lock().unwrap().clone();
        let rate = *rates.entry(currency.to_string()).or_insert(rate);
        *self.rates.lock().unwrap() = rates;
        rate
    }

    pub fn known(&self) -> usize {
        self.rates.lock().unwrap().len()
    }
}
