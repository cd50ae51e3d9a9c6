//@ caught-by: model
//@ says: A load that fails takes its entry out of the map, without a look at whose it is: it was forgotten meanwhile, and what goes is the value that somebody has loaded since.
//@ fails: a_forgotten_load_takes_nothing_with_it
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

struct Ending<'a, V> {
    cache: &'a Cache<V>,
    key: &'a str,
    load: &'a Arc<Load<V>>,
    value: Option<V>,
}

impl<V> Drop for Ending<'_, V> {
    fn drop(&mut self) {
        let state = match self.value.take() {
            Some(value) => State::Known(value),
            None => {
                let mut loads = self.cache.loads.lock().unwrap();
                loads.remove(self.key);
                State::Failed
            }
        };
        *self.load.state.lock().unwrap() = state;
        self.load.ended.notify_all();
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
                let mut ending = Ending { cache: self, key, load: &entry, value: None };
                let value = load()?;
                ending.value = Some(value.clone());
                return Ok(value);
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
