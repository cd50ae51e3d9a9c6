//@ caught-by: model
//@ says: After a panic the map has forgotten the cell, and whoever waited at it loads in it. The next caller finds nothing in the map and loads beside it.
//@ fails: one_at_a_time_after_a_panic
//@ sort: schedule-only

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock};

pub struct Flights<V> {
    running: Mutex<HashMap<String, Arc<OnceLock<V>>>>,
}

impl<V: Clone> Flights<V> {
    pub fn new() -> Flights<V> {
        Flights { running: Mutex::new(HashMap::new()) }
    }

    pub fn in_flight(&self) -> usize {
        self.running.lock().unwrap().len()
    }

    pub fn load<F>(&self, key: &str, load: F) -> V
    where
        F: FnOnce() -> V,
    {
        let cell = Arc::clone(self.running.lock().unwrap().entry(key.to_string()).or_default());
        cell.get_or_init(|| {
            let _forget = Forget { flights: self, key };
            load()
        })
        .clone()
    }
}

impl<V: Clone> Default for Flights<V> {
    fn default() -> Flights<V> {
        Flights::new()
    }
}

struct Forget<'a, V> {
    flights: &'a Flights<V>,
    key: &'a str,
}

impl<V> Drop for Forget<'_, V> {
    fn drop(&mut self) {
        self.flights.running.lock().unwrap().remove(self.key);
    }
}
