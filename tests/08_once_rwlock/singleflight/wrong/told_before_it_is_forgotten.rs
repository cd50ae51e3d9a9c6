//@ caught-by: model
//@ says: Whoever waited was told before the map forgot the flight: asking again at once, they get the same answer a second time.
//@ fails: no_answer_is_older_than_its_question
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
        let flight = loop {
            let running = {
                let mut running = self.running.lock().unwrap();
                match running.get(key) {
                    Some(flight) => Arc::clone(flight),
                    None => {
                        let flight = Arc::new(OnceLock::new());
                        running.insert(key.to_string(), Arc::clone(&flight));
                        break flight;
                    }
                }
            };
            if let Some(value) = running.wait() {
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
        let _ = self.flight.set(self.value.take());
        self.flights.running.lock().unwrap().remove(self.key);
    }
}
