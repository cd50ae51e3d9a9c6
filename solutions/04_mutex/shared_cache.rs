//! Whether a rate is missing is asked, and answered by storing one, under the same guard.

use std::collections::HashMap;
use std::sync::Mutex;

/// The exchange rates of one day.
#[derive(Default)]
pub struct Rates {
    /// The lock owns the map. There is no way around it, and outside of this module there is no way to it.
    rates: Mutex<HashMap<String, u64>>,
}

impl Rates {
    /// No rate is known yet.
    pub fn new() -> Rates {
        Rates::default()
    }

    /// The rate of `currency`; `load` asks the bank for it.
    pub fn get_or_load<F>(&self, currency: &str, load: F) -> u64
    where
        F: FnOnce() -> u64,
    {
        // `copied` takes the number out, and the guard is gone at the semicolon. A reference into the map could not leave
        // this line: it would outlive the guard. (In `if let Some(rate) = self.rates.lock().unwrap().get(currency)` the
        // guard would live on through the block.)
        let known = self.rates.lock().unwrap().get(currency).copied();
        if let Some(rate) = known {
            return rate;
        }

        // Nobody waits for the bank but this caller. Meanwhile others may ask it for the same currency, and be faster: from
        // here on, "it is not in the map" is an old answer.
        let rate = load();

        // So the question is asked again, and this time the map cannot change between the question and the deed: one guard
        // covers both. Whoever comes second gets the first one's rate, and drops their own.
        *self.rates.lock().unwrap().entry(currency.to_string()).or_insert(rate)
    }

    /// How many currencies have a rate.
    pub fn known(&self) -> usize {
        self.rates.lock().unwrap().len()
    }
}
