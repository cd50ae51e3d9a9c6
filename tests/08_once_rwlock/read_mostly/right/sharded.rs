//! crossbeam's `ShardedLock`: an `RwLock` whose readers do not even write to the same memory.

use std::collections::HashMap;
use std::sync::PoisonError;

use crossbeam::sync::ShardedLock;

pub struct Table<V> {
    entries: ShardedLock<HashMap<String, V>>,
}

impl<V> Table<V> {
    pub fn new() -> Table<V> {
        Table { entries: ShardedLock::new(HashMap::new()) }
    }

    pub fn len(&self) -> usize {
        self.entries.read().unwrap_or_else(PoisonError::into_inner).len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub fn with<R>(&self, key: &str, read: impl FnOnce(&V) -> R) -> Option<R> {
        self.entries.read().unwrap_or_else(PoisonError::into_inner).get(key).map(read)
    }

    pub fn with_or_add<R>(
        &self,
        key: &str,
        make: impl FnOnce() -> V,
        read: impl FnOnce(&V) -> R,
    ) -> R {
        let entries = self.entries.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(value) = entries.get(key) {
            return read(value);
        }
        drop(entries);
        let mut entries = self.entries.write().unwrap_or_else(PoisonError::into_inner);
        read(entries.entry(key.to_string()).or_insert_with(make))
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
