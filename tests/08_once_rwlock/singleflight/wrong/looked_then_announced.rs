//@ caught-by: model
//@ says: Nothing is in flight, says one guard, and another one announces: two can be told so, and both load.
//@ fails: one_load_for_both
//@ kind: assertion
//@ sort: schedule-only

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock};

pub struct Flights<V> {
    running: Mutex<HashMap<String, Arc<OnceLock<Option<V>>>>>,
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
        loop {
            let running = self.running.lock().unwrap().get(key).cloned();
            let Some(flight) = running else { break };
            if let Some(value) = flight.wait() {
                return value.clone();
            }
        }
        let flight = Arc::new(OnceLock::new());
        self.running.lock().unwrap().insert(key.to_string(), Arc::clone(&flight));
        let mut landing = Landing { flights: self, key, flight, value: None };
        let value = load();
        landing.value = Some(value.clone());
        value
    }
}

impl<V: Clone> Default for Flights<V> {
    fn default() -> Flights<V> {
        Flights::new()
    }
}

/// A load that is running. Ends with it, however that happens.
struct Landing<'a, V> {
    flights: &'a Flights<V>,
    key: &'a str,
    flight: Arc<OnceLock<Option<V>>>,
    value: Option<V>,
}

impl<V> Drop for Landing<'_, V> {
    fn drop(&mut self) {
        self.flights.running.lock().unwrap().remove(self.key);
        let _ = self.flight.set(self.value.take());
    }
}
