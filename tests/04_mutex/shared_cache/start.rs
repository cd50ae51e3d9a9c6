//! # One rate for the whole day
//!
//! The shop shows its prices in the customer's currency. The first request of the day that needs a
//! currency asks the bank for its rate, and from then on that rate is fixed: product page, cart and
//! invoice must agree. Once in a while they do not. Every access to the map is locked, and in Go
//! `-race` has nothing to say.
//!
//! In Go the mutex stands beside the map, and you lock it around each access: once to look, once to
//! store, and not in between, because the bank takes its time. That last part is right. What it
//! forgets is what may have happened to the map in between.
//!
//! Before you edit: two requests need the same new currency, and neither finds it in the map. Which
//! rate is in there when both are done, and which one has each of them put on its page?
//!
//! What must hold:
//!
//! - Keep the signatures of `new`, `get_or_load` and `known`. Threads share one `&Rates` or `Arc<Rates>`.
//! - `get_or_load(currency, load)` returns the rate of `currency`. If it is known, `load` is not
//!   called. If not, `load` is called, on this thread, and what it returns may become the rate. Any
//!   `u64` can be a rate.
//! - One currency, one rate: what one caller was given, every other caller is given, too, under
//!   every schedule. `known` says how many currencies have a rate.
//! - The bank takes its time, and it may hang up: no `Mutex` and no `RwLock` is held while `load` runs,
//!   not even one for this currency alone. So two requests that need the same new currency may both
//!   ask the bank; they may not both be believed. (To let the second one wait for the first one's
//!   answer is allowed, but not asked for: chapter 08 has the tools.)
//! - `load` may use the same `Rates` for another currency.
//! - A `load` that panics: the panic reaches the caller of `get_or_load`, nothing becomes known, and
//!   everybody else goes on as if it had not happened.
//! - The map belongs to `Rates`: no field is public.

use std::collections::HashMap;
use std::sync::Mutex;

/// The exchange rates of one day.
#[derive(Default)]
pub struct Rates {
    // TODO: who else may take this lock, and change what is behind it?
    pub rates: Mutex<HashMap<String, u64>>,
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
        // `mu.Lock()`, look, `mu.Unlock()`. A panic of `load` cannot poison the lock: nobody holds it.
        let known = self.rates.lock().unwrap().get(currency).copied();
        if let Some(rate) = known {
            return rate;
        }
        let rate = load();
        // TODO: `known` is an answer from some time ago.
        self.rates.lock().unwrap().insert(currency.to_string(), rate);
        rate
    }

    /// How many currencies have a rate.
    pub fn known(&self) -> usize {
        self.rates.lock().unwrap().len()
    }
}
