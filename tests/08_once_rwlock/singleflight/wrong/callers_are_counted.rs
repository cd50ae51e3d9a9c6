//@ caught-by: model
//@ says: It counts who is in `load`. Of those some wait: they load nothing, and the key they wait for is one key.
//@ sort: tempting

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
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
struct Count<'a>(&'a AtomicUsize);
impl Drop for Count<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

pub struct Flights<V> {
    running: Mutex<HashMap<String, Arc<Flight<V>>>>,
    callers: AtomicUsize,
}

impl<V: Clone> Flights<V> {
    pub fn new() -> Flights<V> {
        Flights { running: Mutex::new(HashMap::new()), callers: AtomicUsize::new(0) }
    }

    pub fn in_flight(&self) -> usize {
        self.callers.load(Ordering::SeqCst)
    }

    pub fn load<F>(&self, key: &str, load: F) -> V
    where
        F: FnOnce() -> V,
    {
        self.callers.fetch_add(1, Ordering::SeqCst);
        let _count = Count(&self.callers);
        let flight = loop {
            let mut running = self.running.lock().unwrap();
            let Some(flight) = running.get(key).cloned() else {
                let flight =
                    Arc::new(Flight { state: Mutex::new(State::Running), ended: Condvar::new() });
                running.insert(key.to_string(), Arc::clone(&flight));
                break flight;
            };
            drop(running);
            if let Some(value) = flight.wait() {
                return value;
            }
        };
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
