//! The map holds a cell for each currency that can be set once; whoever is second finds the first one's rate in it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock};

#[derive(Default)]
pub struct Rates {
    rates: Mutex<HashMap<String, Arc<OnceLock<u64>>>>,
}

impl Rates {
    pub fn new() -> Rates {
        Rates::default()
    }

    pub fn get_or_load<F>(&self, currency: &str, load: F) -> u64
    where
        F: FnOnce() -> u64,
    {
        let cell = Arc::clone(self.rates.lock().unwrap().entry(currency.to_string()).or_default());
        *cell.get_or_init(load)
    }

    pub fn known(&self) -> usize {
        self.rates.lock().unwrap().values().filter(|cell| cell.get().is_some()).count()
    }
}
