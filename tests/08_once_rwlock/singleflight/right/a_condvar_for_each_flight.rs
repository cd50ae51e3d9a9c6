//! A state and a condvar for each flight, in one `Arc`; whoever finds that it has crashed begins from the top.

use std::collections::HashMap;
use std::sync::{Arc, Condvar, Mutex};

#[derive(Clone)]
enum State<V> {
    Running,
    Landed(V),
    Crashed,
}

struct Flight<V> {
    state: Mutex<State<V>>,
    ended: Condvar,
}

pub struct Flights<V> {
    running: Mutex<HashMap<String, Arc<Flight<V>>>>,
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
                let flight =
                    Arc::new(Flight { state: Mutex::new(State::Running), ended: Condvar::new() });
                running.insert(key.to_string(), Arc::clone(&flight));
                break flight;
            };
            drop(running);
            let state = flight.state.lock().unwrap();
            let waited = flight.ended.wait_while(state, |state| matches!(state, State::Running));
            if let State::Landed(value) = &*waited.unwrap() {
                return value.clone();
            }
        };
        let mut landing = Landing { flights: self, key, flight, state: State::Crashed };
        let value = load();
        landing.state = State::Landed(value.clone());
        value
    }
}

impl<V: Clone> Default for Flights<V> {
    fn default() -> Flights<V> {
        Flights::new()
    }
}

struct Landing<'a, V> {
    flights: &'a Flights<V>,
    key: &'a str,
    flight: Arc<Flight<V>>,
    state: State<V>,
}

impl<V> Drop for Landing<'_, V> {
    fn drop(&mut self) {
        self.flights.running.lock().unwrap().remove(self.key);
        *self.flight.state.lock().unwrap() = std::mem::replace(&mut self.state, State::Running);
        self.flight.ended.notify_all();
    }
}
