//@ caught-by: model
//@ says: A load that returns an error looks whose entry it takes out of the map, and one that panics does not: it was forgotten meanwhile, and what goes is the value that somebody has loaded since. Both ends are the same failure; write it once.
//@ fails: a_forgotten_panic_takes_nothing_with_it
//@ sort: schedule-only

use std::collections::HashMap;
use std::sync::{Arc, Condvar, Mutex};

pub struct Cache<V> {
    loads: Mutex<HashMap<String, Arc<Load<V>>>>,
}

struct Load<V> {
    state: Mutex<State<V>>,
    ended: Condvar,
}

enum State<V> {
    Running,
    Known(V),
    Failed,
}

impl<V: Clone> Load<V> {
    fn new() -> Load<V> {
        Load { state: Mutex::new(State::Running), ended: Condvar::new() }
    }

    fn value(&self) -> Option<V> {
        match &*self.state.lock().unwrap() {
            State::Known(value) => Some(value.clone()),
            State::Running | State::Failed => None,
        }
    }

    fn wait(&self) -> Option<V> {
        let state = self.state.lock().unwrap();
        drop(self.ended.wait_while(state, |state| matches!(state, State::Running)).unwrap());
        self.value()
    }
}

impl<V> Load<V> {
    fn end(&self, state: State<V>) {
        *self.state.lock().unwrap() = state;
        self.ended.notify_all();
    }
}

struct Broken<'a, V> {
    cache: &'a Cache<V>,
    key: &'a str,
    load: &'a Load<V>,
    armed: bool,
}

impl<V> Drop for Broken<'_, V> {
    fn drop(&mut self) {
        if self.armed {
            self.cache.loads.lock().unwrap().remove(self.key);
            self.load.end(State::Failed);
        }
    }
}

impl<V: Clone> Cache<V> {
    pub fn new() -> Cache<V> {
        Cache { loads: Mutex::new(HashMap::new()) }
    }

    pub fn get<E>(&self, key: &str, load: impl FnOnce() -> Result<V, E>) -> Result<V, E> {
        loop {
            let (own, entry) = {
                let mut loads = self.loads.lock().unwrap();
                match loads.get(key) {
                    Some(entry) => (false, Arc::clone(entry)),
                    None => {
                        let entry = Arc::new(Load::new());
                        loads.insert(key.to_string(), Arc::clone(&entry));
                        (true, entry)
                    }
                }
            };
            if own {
                let mut broken = Broken { cache: self, key, load: &entry, armed: true };
                let outcome = load();
                broken.armed = false;
                match &outcome {
                    Ok(value) => entry.end(State::Known(value.clone())),
                    Err(_) => {
                        let mut loads = self.loads.lock().unwrap();
                        if loads.get(key).is_some_and(|load| Arc::ptr_eq(load, &entry)) {
                            loads.remove(key);
                        }
                        drop(loads);
                        entry.end(State::Failed);
                    }
                }
                return outcome;
            }
            if let Some(value) = entry.wait() {
                return Ok(value);
            }
        }
    }

    pub fn peek(&self, key: &str) -> Option<V> {
        let entry = self.loads.lock().unwrap().get(key).map(Arc::clone)?;
        entry.value()
    }

    pub fn forget(&self, key: &str) {
        self.loads.lock().unwrap().remove(key);
    }
}

impl<V: Clone> Default for Cache<V> {
    fn default() -> Cache<V> {
        Cache::new()
    }
}
