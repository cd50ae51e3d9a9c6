//@ caught-by: test
//@ says: A zero is put into the map to reserve the place: it is there when the load panics, and it is what others are given until the bank has answered.
//@ fails: a_panicking_load_harms_nobody
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
        {
            let mut rates = self.rates.lock().unwrap();
            if let Some(&rate) = rates.get(currency) {
                return rate;
            }
            rates.insert(currency.to_string(), 0);
        }
        let rate = load();
        self.rates.lock().unwrap().insert(currency.to_string(), rate);
        rate
    }

    pub fn known(&self) -> usize {
        self.rates.lock().unwrap().len()
    }
}
