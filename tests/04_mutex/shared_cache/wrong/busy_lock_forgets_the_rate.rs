//@ caught-by: model
//@ says: `try_lock` does not wait: while another request looks into the map the rate is not stored, and the next caller gets a different one.
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

    pub fn get_or_load<F>(&self, currency: &str, load: F) -> u64
    where
        F: FnOnce() -> u64,
    {
        let known = self.rates.lock().unwrap().get(currency).copied();
        if let Some(rate) = known {
            return rate;
        }
        let rate = load();
        match self.rates.try_lock() {
            Ok(mut rates) => *rates.entry(currency.to_string()).or_insert(rate),
            // Somebody else is at it; the next request will store it.
            Err(_) => rate,
        }
    }

    pub fn known(&self) -> usize {
        self.rates.lock().unwrap().len()
    }
}
