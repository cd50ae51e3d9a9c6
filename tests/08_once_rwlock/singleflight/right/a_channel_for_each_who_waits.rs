//! Whoever waits leaves a sender at the flight. Those of a load that panicked are dropped, and that is an answer, too.

use std::collections::HashMap;
use std::sync::{Mutex, mpsc};

pub struct Flights<V> {
    running: Mutex<HashMap<String, Vec<mpsc::Sender<V>>>>,
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
            let mut running = self.running.lock().unwrap();
            let Some(waiting) = running.get_mut(key) else {
                running.insert(key.to_string(), Vec::new());
                break;
            };
            let (tell, told) = mpsc::channel();
            waiting.push(tell);
            drop(running);
            if let Ok(value) = told.recv() {
                return value;
            }
        }
        let crashed = Forget { flights: self, key };
        let value = load();
        let waiting = crashed.forget();
        for tell in waiting {
            let _ = tell.send(value.clone());
        }
        value
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

impl<V> Forget<'_, V> {
    fn forget(&self) -> Vec<mpsc::Sender<V>> {
        self.flights.running.lock().unwrap().remove(self.key).unwrap_or_default()
    }
}

impl<V> Drop for Forget<'_, V> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.forget();
        }
    }
}
