//! One lock for everything, one condvar for everybody: each flight has a number, and an entry stays until all who waited have read it.

use std::collections::HashMap;
use std::sync::{Condvar, Mutex};

enum Ended<V> {
    Landed(V),
    Crashed,
}

struct State<V> {
    /// The number of the flight that loads this key.
    running: HashMap<String, u64>,
    /// What has ended, and how many have still to be told.
    ended: HashMap<u64, (Ended<V>, usize)>,
    waiting: HashMap<u64, usize>,
    next: u64,
}

pub struct Flights<V> {
    state: Mutex<State<V>>,
    changed: Condvar,
}

impl<V: Clone> Flights<V> {
    pub fn new() -> Flights<V> {
        let state = State {
            running: HashMap::new(),
            ended: HashMap::new(),
            waiting: HashMap::new(),
            next: 0,
        };
        Flights { state: Mutex::new(state), changed: Condvar::new() }
    }

    pub fn in_flight(&self) -> usize {
        self.state.lock().unwrap().running.len()
    }

    pub fn load<F>(&self, key: &str, load: F) -> V
    where
        F: FnOnce() -> V,
    {
        let mut state = self.state.lock().unwrap();
        let number = loop {
            let Some(&number) = state.running.get(key) else {
                state.next += 1;
                let number = state.next;
                state.running.insert(key.to_string(), number);
                break number;
            };
            *state.waiting.entry(number).or_default() += 1;
            state =
                self.changed.wait_while(state, |state| !state.ended.contains_key(&number)).unwrap();
            let (ended, to_tell) = state.ended.get_mut(&number).expect("waited for");
            *to_tell -= 1;
            let (value, last) = match ended {
                Ended::Landed(value) => (Some(value.clone()), *to_tell == 0),
                Ended::Crashed => (None, *to_tell == 0),
            };
            if last {
                state.ended.remove(&number);
            }
            if let Some(value) = value {
                return value;
            }
        };
        drop(state);
        let mut landing = Landing { flights: self, key, number, ended: Some(Ended::Crashed) };
        let value = load();
        landing.ended = Some(Ended::Landed(value.clone()));
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
    number: u64,
    ended: Option<Ended<V>>,
}

impl<V> Drop for Landing<'_, V> {
    fn drop(&mut self) {
        let mut state = self.flights.state.lock().unwrap();
        state.running.remove(self.key);
        if let (Some(waiting), Some(ended)) =
            (state.waiting.remove(&self.number), self.ended.take())
        {
            state.ended.insert(self.number, (ended, waiting));
            self.flights.changed.notify_all();
        }
    }
}
