//@ caught-by: test
//@ says: The map is free for all readers, and the value has a lock of its own: of one customer's requests one at a time reads.
//@ fails: readers_meet
//@ sort: tempting

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

pub struct Table<V> {
    entries: RwLock<HashMap<String, Arc<Mutex<V>>>>,
}

impl<V> Table<V> {
    pub fn new() -> Table<V> {
        Table { entries: RwLock::new(HashMap::new()) }
    }

    pub fn len(&self) -> usize {
        self.entries.read().unwrap_or_else(PoisonError::into_inner).len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub fn with<R>(&self, key: &str, read: impl FnOnce(&V) -> R) -> Option<R> {
        let value =
            self.entries.read().unwrap_or_else(PoisonError::into_inner).get(key).map(Arc::clone)?;
        Some(read(&value.lock().unwrap_or_else(PoisonError::into_inner)))
    }

    pub fn with_or_add<R>(
        &self,
        key: &str,
        make: impl FnOnce() -> V,
        read: impl FnOnce(&V) -> R,
    ) -> R {
        let value = Arc::clone(
            self.entries
                .write()
                .unwrap_or_else(PoisonError::into_inner)
                .entry(key.to_string())
                .or_insert_with(|| Arc::new(Mutex::new(make()))),
        );
        read(&value.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub fn remove(&self, key: &str) -> bool {
        self.entries.write().unwrap_or_else(PoisonError::into_inner).remove(key).is_some()
    }
}

impl<V> Default for Table<V> {
    fn default() -> Table<V> {
        Table::new()
    }
}
