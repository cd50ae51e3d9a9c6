//@ caught-by: model
//@ says: After a failure one of those who wait has to load, so it notifies one; but all keys share one `Condvar`. Whoever is woken may wait for another key and goes back to sleep, and who waits for the load that failed hears nothing. One `Condvar` for all wants `notify_all`.
//@ fails: the_failure_is_told_to_who_waits_for_it
//@ kind: deadlock
//@ sort: schedule-only

use std::collections::HashMap;
use std::sync::{Condvar, Mutex};

enum Entry<V> {
    Loading(u64),
    Known(V),
}

struct State<V> {
    entries: HashMap<String, Entry<V>>,
    next: u64,
}

pub struct Cache<V> {
    state: Mutex<State<V>>,
    ended: Condvar,
}

struct Running<'a, V> {
    cache: &'a Cache<V>,
    key: &'a str,
    number: u64,
}

impl<V> Running<'_, V> {
    fn end(&self, value: Option<V>) {
        let mut state = self.cache.state.lock().unwrap();
        let own =
            matches!(state.entries.get(self.key), Some(Entry::Loading(n)) if *n == self.number);
        if own {
            match value {
                Some(value) => {
                    state.entries.insert(self.key.to_string(), Entry::Known(value));
                    self.cache.ended.notify_all();
                }
                None => {
                    state.entries.remove(self.key);
                    self.cache.ended.notify_one();
                }
            }
        }
    }
}

impl<V> Drop for Running<'_, V> {
    fn drop(&mut self) {
        self.end(None);
    }
}

impl<V: Clone> Cache<V> {
    pub fn new() -> Cache<V> {
        let state = State { entries: HashMap::new(), next: 0 };
        Cache { state: Mutex::new(state), ended: Condvar::new() }
    }

    pub fn get<E>(&self, key: &str, load: impl FnOnce() -> Result<V, E>) -> Result<V, E> {
        let mut state = self.state.lock().unwrap();
        loop {
            match state.entries.get(key) {
                Some(Entry::Known(value)) => return Ok(value.clone()),
                Some(Entry::Loading(_)) => state = self.ended.wait(state).unwrap(),
                None => break,
            }
        }
        let number = state.next;
        state.next += 1;
        state.entries.insert(key.to_string(), Entry::Loading(number));
        drop(state);
        let running = Running { cache: self, key, number };
        let value = load()?;
        running.end(Some(value.clone()));
        Ok(value)
    }

    pub fn peek(&self, key: &str) -> Option<V> {
        match self.state.lock().unwrap().entries.get(key) {
            Some(Entry::Known(value)) => Some(value.clone()),
            _ => None,
        }
    }

    pub fn forget(&self, key: &str) {
        self.state.lock().unwrap().entries.remove(key);
        self.ended.notify_all();
    }
}

impl<V: Clone> Default for Cache<V> {
    fn default() -> Cache<V> {
        Cache::new()
    }
}
