//! Later requests wait for the first one's answer, with no lock in anybody's hand, and take over when it has hung up.

use std::collections::HashMap;
use std::sync::{Condvar, Mutex};

/// `None` while somebody asks the bank.
type Answers = HashMap<String, Option<u64>>;

#[derive(Default)]
pub struct Rates {
    rates: Mutex<Answers>,
    answered: Condvar,
}

/// Somebody asks the bank. If no answer comes, the next one may ask.
struct Asking<'a> {
    rates: &'a Rates,
    currency: &'a str,
}

impl Rates {
    pub fn new() -> Rates {
        Rates::default()
    }

    pub fn get_or_load<F>(&self, currency: &str, load: F) -> u64
    where
        F: FnOnce() -> u64,
    {
        let mut rates = self.rates.lock().unwrap();
        loop {
            match rates.get(currency) {
                Some(Some(rate)) => return *rate,
                Some(None) => rates = self.answered.wait(rates).unwrap(),
                None => break,
            }
        }
        rates.insert(currency.to_string(), None);
        drop(rates);
        let _asking = Asking { rates: self, currency };
        let rate = load();
        self.rates.lock().unwrap().insert(currency.to_string(), Some(rate));
        rate
    }

    pub fn known(&self) -> usize {
        self.rates.lock().unwrap().values().flatten().count()
    }
}

impl Drop for Asking<'_> {
    fn drop(&mut self) {
        let mut rates = self.rates.rates.lock().unwrap();
        if rates.get(self.currency) == Some(&None) {
            rates.remove(self.currency);
        }
        self.rates.answered.notify_all();
    }
}
