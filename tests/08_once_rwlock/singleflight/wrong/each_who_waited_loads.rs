//@ caught-by: model
//@ says: Whoever waited for a load that panicked runs its own, and tells nobody: two who waited load at the same time, and whoever comes starts a third load.
//@ sort: schedule-only

use std::collections::HashMap;
use std::sync::{Arc, Condvar, Mutex};

enum State<V> {
    Running,
    Done(V),
    Failed,
}
struct Flight<V> {
    state: Mutex<State<V>>,
    ended: Condvar,
}
impl<V: Clone> Flight<V> {
    fn end(&self, state: State<V>) {
        *self.state.lock().unwrap() = state;
        self.ended.notify_all();
    }
    fn wait(&self) -> Option<V> {
        let mut state = self.state.lock().unwrap();
        loop {
            match &*state {
                State::Running => {}
                State::Done(value) => return Some(value.clone()),
                State::Failed => return None,
            }
            state = self.ended.wait(state).unwrap();
        }
    }
}
struct Landing<'a, V: Clone> {
    flights: &'a Flights<V>,
    key: &'a str,
    flight: Arc<Flight<V>>,
    value: Option<V>,
}
impl<V: Clone> Drop for Landing<'_, V> {
    fn drop(&mut self) {
        self.flights.running.lock().unwrap().remove(self.key);
        self.flight.end(match self.value.take() {
            Some(v) => State::Done(v),
            None => State::Failed,
        });
    }
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
        let mut running = self.running.lock().unwrap();
        if let Some(flight) = running.get(key).cloned() {
            drop(running);
            return flight.wait().unwrap_or_else(load);
        }
        let flight = Arc::new(Flight { state: Mutex::new(State::Running), ended: Condvar::new() });
        running.insert(key.to_string(), Arc::clone(&flight));
        drop(running);
        let mut landing = Landing { flights: self, key, flight, value: None };
        let value = load();
        landing.value = Some(value.clone());
        drop(landing);
        value
    }
}

impl<V: Clone> Default for Flights<V> {
    fn default() -> Flights<V> {
        Flights::new()
    }
}
