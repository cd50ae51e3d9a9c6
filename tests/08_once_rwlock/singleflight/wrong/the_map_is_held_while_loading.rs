//@ caught-by: test
//@ says: The lock of the map is held while `load` runs: one key at a time, and a load that needs another key waits for itself.
//@ fails: two_keys_at_the_same_time, a_load_may_load
//@ sort: tempting

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

pub struct Flights<V> {
    running: Mutex<HashMap<String, V>>,
}

impl<V: Clone> Flights<V> {
    pub fn new() -> Flights<V> {
        Flights { running: Mutex::new(HashMap::new()) }
    }

    pub fn in_flight(&self) -> usize {
        self.running.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    pub fn load<F>(&self, key: &str, load: F) -> V
    where
        F: FnOnce() -> V,
    {
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        running.insert(key.to_string(), load());
        running.remove(key).expect("inserted in the line before")
    }
}

impl<V: Clone> Default for Flights<V> {
    fn default() -> Flights<V> {
        Flights::new()
    }
}
