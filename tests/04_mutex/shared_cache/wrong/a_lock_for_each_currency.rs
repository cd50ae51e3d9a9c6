//@ caught-by: model
//@ says: Each currency has a lock of its own, and it is held while the bank is asked: a load that comes back to its own currency would wait for itself.
//@ fails: no_lock_is_held_while_loading
//@ kind: assertion
//@ sort: tempting

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

#[derive(Default)]
pub struct Rates {
    rates: Mutex<HashMap<String, Arc<Mutex<Option<u64>>>>>,
}

impl Rates {
    pub fn new() -> Rates {
        Rates::default()
    }

    pub fn get_or_load<F>(&self, currency: &str, load: F) -> u64
    where
        F: FnOnce() -> u64,
    {
        let entry = Arc::clone(self.rates.lock().unwrap().entry(currency.to_string()).or_default());
        let mut rate = entry.lock().unwrap_or_else(PoisonError::into_inner);
        *rate.get_or_insert_with(load)
    }

    pub fn known(&self) -> usize {
        let entries: Vec<_> = self.rates.lock().unwrap().values().cloned().collect();
        let known = |entry: &&Arc<Mutex<Option<u64>>>| {
            entry.lock().unwrap_or_else(PoisonError::into_inner).is_some()
        };
        entries.iter().filter(known).count()
    }
}
