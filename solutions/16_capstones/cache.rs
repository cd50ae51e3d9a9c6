//! The map holds *loads*, running or ended. A load is one object with one end, whoever waits for it waits at that object, and
//! what the map says about it meanwhile is no concern of theirs.

use std::collections::HashMap;
use std::sync::{Arc, Condvar, Mutex};

/// Values that are expensive to come by, each kept under its key.
pub struct Cache<V> {
    /// The load that counts, for each key that has one: it runs, or it ended well. Locked for a look, never for a load.
    loads: Mutex<HashMap<String, Arc<Load<V>>>>,
}

/// One call of one `load`.
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

    /// The value, if it is there by now.
    fn value(&self) -> Option<V> {
        match &*self.state.lock().unwrap() {
            State::Known(value) => Some(value.clone()),
            State::Running | State::Failed => None,
        }
    }

    /// Waits for the end of this load; its value, if it ended well.
    fn wait(&self) -> Option<V> {
        let state = self.state.lock().unwrap();
        drop(self.ended.wait_while(state, |state| matches!(state, State::Running)).unwrap());
        self.value()
    }
}

/// The end of a load, prepared before it begins: whichever way `get` is left, this is dropped.
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
                // First out of the map: whoever is woken below asks the map again, and must not find this load in it. Unless the
                // map has another one by now, because this one was forgotten; that one is not ours to remove.
                let mut loads = self.cache.loads.lock().unwrap();
                if loads.get(self.key).is_some_and(|load| Arc::ptr_eq(load, self.load)) {
                    loads.remove(self.key);
                }
                State::Failed
            }
        };
        // No `unwrap` could fail here: neither lock is ever held while foreign code runs, but for `V::clone`.
        *self.load.state.lock().unwrap() = state;
        // All of them. If it failed, one will load and the others will wait for that one; but each has to go and see.
        self.load.ended.notify_all();
    }
}

impl<V: Clone> Cache<V> {
    /// Nothing is known yet.
    pub fn new() -> Cache<V> {
        Cache { loads: Mutex::new(HashMap::new()) }
    }

    /// The value of `key`; `load` is called if it is not known and nobody else loads it.
    ///
    /// # Errors
    /// What `load` returned, when it was called.
    pub fn get<E>(&self, key: &str, load: impl FnOnce() -> Result<V, E>) -> Result<V, E> {
        loop {
            // One guard for the look and the entry: of all who find nothing exactly one makes the entry, and so has to load.
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
            // It failed: "as if it asked now" is simply the next turn of this loop.
        }
    }

    /// The value of `key`, if it is known.
    pub fn peek(&self, key: &str) -> Option<V> {
        let entry = self.loads.lock().unwrap().get(key).map(Arc::clone)?;
        entry.value()
    }

    /// From now on the value of `key` is not known.
    pub fn forget(&self, key: &str) {
        // Nothing has to be said to the load. It goes on, and tells those who wait *at it*; but it is not in the map any more, so
        // nobody new finds it, and it never puts itself back.
        self.loads.lock().unwrap().remove(key);
    }
}

impl<V: Clone> Default for Cache<V> {
    fn default() -> Cache<V> {
        Cache::new()
    }
}
