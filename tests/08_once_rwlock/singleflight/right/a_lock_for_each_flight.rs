//! The flight is a lock that whoever loads holds; those who wait wait for the lock, and look what is behind it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

pub struct Flights<V> {
    running: Mutex<HashMap<String, Arc<Mutex<Option<V>>>>>,
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
            // Locked before anybody else can know it: whoever finds it in the map finds it taken, or landed.
            let mine = Arc::new(Mutex::new(None));
            let mut seat = mine.lock().unwrap();
            let mut running = self.running.lock().unwrap();
            let Some(flight) = running.get(key).cloned() else {
                running.insert(key.to_string(), Arc::clone(&mine));
                drop(running);
                let forget = Forget { flights: self, key };
                let value = load();
                drop(forget);
                *seat = Some(value.clone());
                return value;
            };
            drop(running);
            if let Some(value) = &*flight.lock().unwrap_or_else(PoisonError::into_inner) {
                return value.clone();
            }
        }
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
