//@ caught-by: test
//@ says: A static is Go's package variable: there is one map in the program, whichever `Rates` is asked, and tomorrow's rates are yesterday's.
//@ fails: the_bank_is_asked_once
//@ sort: tempting

use std::collections::BTreeMap;
use std::sync::Mutex;

static RATES: Mutex<BTreeMap<String, u64>> = Mutex::new(BTreeMap::new());

pub struct Rates;

impl Rates {
    pub fn new() -> Rates {
        Rates
    }

    pub fn get_or_load<F>(&self, currency: &str, load: F) -> u64
    where
        F: FnOnce() -> u64,
    {
        let known = RATES.lock().unwrap().get(currency).copied();
        if let Some(rate) = known {
            return rate;
        }
        let rate = load();
        *RATES.lock().unwrap().entry(currency.to_string()).or_insert(rate)
    }

    pub fn known(&self) -> usize {
        RATES.lock().unwrap().len()
    }
}
