//@ caught-by: test
//@ says: A panic leaves `load` without the last two lines: the key stays in flight, and everybody who asks for it waits for nobody.
//@ fails: a_load_that_panics_leaves_nothing
//@ sort: boundary

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
        let mut running = self.running.lock().unwrap();
        if let Some(flight) = running.get(key).cloned() {
            drop(running);
            return flight.wait().clone();
        }
        let flight = Arc::new(OnceLock::new());
        running.insert(key.to_string(), Arc::clone(&flight));
        drop(running);
        let value = load();
        self.running.lock().unwrap().remove(key);
        let _ = flight.set(value.clone());
        value
    }
}

impl<V: Clone> Default for Flights<V> {
    fn default() -> Flights<V> {
        Flights::new()
    }
}
