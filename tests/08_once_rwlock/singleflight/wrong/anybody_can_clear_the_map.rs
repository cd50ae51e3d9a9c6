//@ caught-by: compile_fail
//@ says: The map is public: any module can make a load forgotten that is still running, and the next caller starts one beside it.
//@ sort: tempting

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock};

pub struct Flights<V> {
    pub running: Mutex<HashMap<String, Arc<OnceLock<Option<V>>>>>,
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
        let flight = loop {
            let mut running = self.running.lock().unwrap();
            let Some(flight) = running.get(key).cloned() else {
                let flight = Arc::new(OnceLock::new());
                running.insert(key.to_string(), Arc::clone(&flight));
                break flight;
            };
            drop(running);
            if let Some(value) = flight.wait() {
                return value.clone();
            }
        };
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
