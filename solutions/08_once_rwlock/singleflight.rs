//! Asking and announcing are one critical section; ending is a value's end, and it forgets before it tells.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock};

/// The loads that are in flight.
pub struct Flights<V> {
    /// Empty while the load is running; then its value, or `None` if it panicked.
    running: Mutex<HashMap<String, Arc<OnceLock<Option<V>>>>>,
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
        let flight = loop {
            let running = {
                let mut running = self.running.lock().unwrap();
                match running.get(key) {
                    Some(flight) => Arc::clone(flight),
                    None => {
                        // Still the guard under which nothing was found: nobody else announces a load of this key.
                        let flight = Arc::new(OnceLock::new());
                        running.insert(key.to_string(), Arc::clone(&flight));
                        break flight;
                    }
                }
            };
            // Without the lock: the others come and go while this one sleeps.
            if let Some(value) = running.wait() {
                return value.clone();
            }
            // It panicked. That is its caller's business; here it only means that nobody has loaded yet. From the top.
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
        // First it is forgotten: whoever comes from now on asks anew. Then those who have waited are told. The other way round, one
        // of them could ask again, find this flight still in the map, and get the same answer a second time.
        self.flights.running.lock().unwrap().remove(self.key);
        let _ = self.flight.set(self.value.take());
    }
}
