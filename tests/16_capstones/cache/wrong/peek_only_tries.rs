//@ caught-by: model
//@ says: `peek` takes a lock that is taken for "somebody loads it". It may as well be somebody who reads what has been known for long, and then a known value is not.
//@ fails: what_is_known_is_known_to_all
//@ sort: schedule-only

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};

type Slot<V> = Arc<Mutex<Option<V>>>;

pub struct Cache<V> {
    slots: Mutex<HashMap<String, Slot<V>>>,
}

impl<V: Clone> Cache<V> {
    pub fn new() -> Cache<V> {
        Cache { slots: Mutex::new(HashMap::new()) }
    }

    fn slot(&self, key: &str) -> Slot<V> {
        Arc::clone(self.slots.lock().unwrap().entry(key.to_string()).or_default())
    }

    pub fn get<E>(&self, key: &str, load: impl FnOnce() -> Result<V, E>) -> Result<V, E> {
        let slot = self.slot(key);
        // A load that panicked has written nothing: there is nothing to repair.
        let mut value: MutexGuard<'_, Option<V>> =
            slot.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(value) = &*value {
            return Ok(value.clone());
        }
        let loaded = load()?;
        *value = Some(loaded.clone());
        Ok(loaded)
    }

    pub fn peek(&self, key: &str) -> Option<V> {
        let slot = Arc::clone(self.slots.lock().unwrap().get(key)?);
        match slot.try_lock() {
            Ok(value) => value.clone(),
            Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner().clone(),
            // Somebody loads it, or is only reading what is known.
            Err(TryLockError::WouldBlock) => None,
        }
    }

    pub fn forget(&self, key: &str) {
        self.slots.lock().unwrap().remove(key);
    }
}

impl<V: Clone> Default for Cache<V> {
    fn default() -> Cache<V> {
        Cache::new()
    }
}
