//! # A thousand requests, one question
//!
//! A page falls out of the cache, and in the same moment two hundred requests want it. Each of them asks the
//! database, which was busy before. It would have been enough if one had asked and told the others.
//!
//! In Go that is golang.org/x/sync/singleflight: a lock, a map of the calls that are in flight, and something
//! to wait at for each of them. It is not a cache: when the call has ended, the next one asks anew. The version
//! below is a translation from memory. Sometimes two ask nevertheless, sometimes a request gets an answer from
//! before it was made, and once a query panicked, and nobody has got that page since.
//!
//! Before you edit: a load has ended. Its waiters must be told, and the map must forget it. In which order, and
//! what does somebody get who comes in between?
//!
//! What must hold:
//!
//! - Keep the signatures of `new`, `load` and `in_flight`. Threads share one `&Flights<V>`.
//! - `load(key, load)`: if no load of `key` is in flight, runs `load` on the caller's thread and returns what it
//!   returned. If one is in flight, waits for it and returns a clone of its value, without running `load`.
//! - Two loads of one key never run at the same time.
//! - It is no cache: nobody gets a value whose load had ended when they called.
//! - Loads of different keys run at the same time, and a load may load another key. Neither that nor
//!   `in_flight` waits for a load that is running.
//! - A load that panics: the panic goes on to its caller, and to nobody else. Those who waited for it begin anew: one
//!   runs its own `load`, and whoever finds that in flight waits for it.
//! - `in_flight()` says how many keys are being loaded. When no load is running it is 0, whatever happened before.
//! - The map belongs to `Flights`: no field is public.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock};

/// The loads that are in flight.
pub struct Flights<V> {
    pub running: Mutex<HashMap<String, Arc<OnceLock<V>>>>,
}

impl<V: Clone> Flights<V> {
    /// Nothing is in flight.
    pub fn new() -> Flights<V> {
        Flights { running: Mutex::new(HashMap::new()) }
    }

    /// How many keys are being loaded.
    pub fn in_flight(&self) -> usize {
        self.running.lock().unwrap().len()
    }

    /// The value of `key`: that of a load in flight, or of `load`.
    pub fn load<F>(&self, key: &str, load: F) -> V
    where
        F: FnOnce() -> V,
    {
        let running = self.running.lock().unwrap().get(key).cloned();
        if let Some(flight) = running {
            // Sleeps until the cell is filled.
            return flight.wait().clone();
        }
        // TODO: who else has just been told that nothing is in flight?
        let flight = Arc::new(OnceLock::new());
        self.running.lock().unwrap().insert(key.to_string(), Arc::clone(&flight));
        // TODO: if this panics, who waits for what?
        let value = load();
        // TODO: who may come between these two lines, and what do they get?
        let _ = flight.set(value.clone());
        self.running.lock().unwrap().remove(key);
        value
    }
}

impl<V: Clone> Default for Flights<V> {
    fn default() -> Flights<V> {
        Flights::new()
    }
}
