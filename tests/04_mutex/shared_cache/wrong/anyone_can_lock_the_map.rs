//@ caught-by: compile_fail
//@ says: The map is behind a lock, but the lock is public: other code can take it, and change or forget a rate that has been fixed.
//@ sort: tempting

use std::collections::HashMap;
use std::sync::Mutex;

#[derive(Default)]
pub struct Rates {
    pub rates: Mutex<HashMap<String, u64>>,
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
        *self.rates.lock().unwrap().entry(currency.to_string()).or_insert(rate)
    }

    pub fn known(&self) -> usize {
        self.rates.lock().unwrap().len()
    }
}
