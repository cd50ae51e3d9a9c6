//@ caught-by: model
//@ says: Who waited for a load that was forgotten and then failed loads in its place, although the key has another place by now: a value is loaded that is known already. It has to begin again, as if it asked now.
//@ fails: who_waited_asks_anew
//@ sort: schedule-only
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

pub struct Cache<V> {
    inner: Mutex<Inner<V>>,
}
struct Inner<V> {
    known: HashMap<String, V>,
    slots: HashMap<String, Arc<Mutex<Option<V>>>>,
}

impl<V: Clone> Cache<V> {
    pub fn new() -> Cache<V> {
        Cache { inner: Mutex::new(Inner { known: HashMap::new(), slots: HashMap::new() }) }
    }

    pub fn get<E>(&self, key: &str, load: impl FnOnce() -> Result<V, E>) -> Result<V, E> {
        let slot = {
            let mut inner = self.inner.lock().unwrap();
            if let Some(value) = inner.known.get(key) {
                return Ok(value.clone());
            }
            inner.slots.entry(key.to_string()).or_default().clone()
        };
        let mut value = slot.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(value) = &*value {
            return Ok(value.clone());
        }
        let loaded = load()?;
        *value = Some(loaded.clone());
        let mut inner = self.inner.lock().unwrap();
        if inner.slots.get(key).is_some_and(|now| Arc::ptr_eq(now, &slot)) {
            inner.slots.remove(key);
            inner.known.insert(key.to_string(), loaded.clone());
        }
        Ok(loaded)
    }

    pub fn peek(&self, key: &str) -> Option<V> {
        self.inner.lock().unwrap().known.get(key).cloned()
    }

    pub fn forget(&self, key: &str) {
        let mut inner = self.inner.lock().unwrap();
        inner.known.remove(key);
        inner.slots.remove(key);
    }
}

impl<V: Clone> Default for Cache<V> {
    fn default() -> Cache<V> {
        Cache::new()
    }
}
