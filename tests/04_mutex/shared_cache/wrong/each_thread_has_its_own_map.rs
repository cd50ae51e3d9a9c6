//@ caught-by: test
//@ says: A map for each thread needs no lock, and knows nothing of the rates that other threads have fixed.
//@ fails: the_bank_is_asked_once
//@ sort: tempting

use std::cell::RefCell;
use std::collections::HashMap;

thread_local! {
    static RATES: RefCell<HashMap<String, u64>> = RefCell::default();
}

#[derive(Default)]
pub struct Rates;

impl Rates {
    pub fn new() -> Rates {
        Rates
    }

    pub fn get_or_load<F>(&self, currency: &str, load: F) -> u64
    where
        F: FnOnce() -> u64,
    {
        let known = RATES.with_borrow(|rates| rates.get(currency).copied());
        known.unwrap_or_else(|| {
            let rate = load();
            RATES.with_borrow_mut(|rates| *rates.entry(currency.to_string()).or_insert(rate))
        })
    }

    pub fn known(&self) -> usize {
        RATES.with_borrow(HashMap::len)
    }
}
