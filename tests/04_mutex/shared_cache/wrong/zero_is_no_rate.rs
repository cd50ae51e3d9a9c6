//@ caught-by: test
//@ says: In Go a missing key reads as 0, and here 0 was made to mean "missing": a rate of 0 is never known, and the next request fixes another one.
//@ fails: any_number_can_be_a_rate
//@ sort: boundary

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
        let known = self.rates.lock().unwrap().get(currency).copied().unwrap_or_default();
        if known != 0 {
            return known;
        }
        let loaded = load();
        let mut rates = self.rates.lock().unwrap();
        let rate = rates.entry(currency.to_string()).or_default();
        if *rate == 0 {
            *rate = loaded;
        }
        *rate
    }

    pub fn known(&self) -> usize {
        self.rates.lock().unwrap().len()
    }
}
