//@ caught-by: model
//@ says: The first rate stays in the map, but the request that came second goes on with the rate that it loaded itself: return what is in the map.
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

    pub fn get_or_load<F>(&self, currency: &str, load: F) -> u64
    where
        F: FnOnce() -> u64,
    {
        let known = self.rates.lock().unwrap().get(currency).copied();
        known.unwrap_or_else(|| {
            let rate = load();
            self.rates.lock().unwrap().entry(currency.to_string()).or_insert(rate);
            rate
        })
    }

    pub fn known(&self) -> usize {
        self.rates.lock().unwrap().len()
    }
}
