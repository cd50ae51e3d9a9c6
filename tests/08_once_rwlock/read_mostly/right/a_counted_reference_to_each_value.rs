//! A short lock for the map, and no lock at all while a value is read: whoever reads has a counted reference to it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

pub struct Table<V> {
    entries: Mutex<HashMap<String, Arc<V>>>,
}

impl<V> Table<V> {
    pub fn new() -> Table<V> {
        Table { entries: Mutex::new(HashMap::new()) }
    }

    pub fn len(&self) -> usize {
        self.locked().len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub fn with<R>(&self, key: &str, read: impl FnOnce(&V) -> R) -> Option<R> {
        let value = self.locked().get(key).map(Arc::clone)?;
        Some(read(&value))
    }

    pub fn with_or_add<R>(
        &self,
        key: &str,
        make: impl FnOnce() -> V,
        read: impl FnOnce(&V) -> R,
    ) -> R {
        let value = {
            let mut entries = self.locked();
            Arc::clone(entries.entry(key.to_string()).or_insert_with(|| Arc::new(make())))
        };
        read(&value)
    }

    pub fn remove(&self, key: &str) -> bool {
        self.locked().remove(key).is_some()
    }

    fn locked(&self) -> MutexGuard<'_, HashMap<String, Arc<V>>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<V> Default for Table<V> {
    fn default() -> Table<V> {
        Table::new()
    }
}
