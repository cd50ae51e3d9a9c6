//@ caught-by: model
//@ says: `try_lock` fails because somebody is at the map, perhaps for another currency. That is no answer to the question whether this one is known, and the bank is asked again.
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
        // Nobody waits for the lock only to look.
        if let Ok(rates) = self.rates.try_lock()
            && let Some(rate) = rates.get(currency)
        {
            return *rate;
        }
        let rate = load();
        *self.rates.lock().unwrap().entry(currency.to_string()).or_insert(rate)
    }

    pub fn known(&self) -> usize {
        self.rates.lock().unwrap().len()
    }
}
