//! The write lock is turned into a read lock: nobody comes in between, and other readers need not wait for this one.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

pub struct Table<V> {
    entries: RwLock<HashMap<String, V>>,
}

impl<V> Table<V> {
    pub fn new() -> Table<V> {
        Table { entries: RwLock::new(HashMap::new()) }
    }

    pub fn len(&self) -> usize {
        self.read().len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub fn with<R>(&self, key: &str, read: impl FnOnce(&V) -> R) -> Option<R> {
        self.read().get(key).map(read)
    }

    pub fn with_or_add<R>(
        &self,
        key: &str,
        make: impl FnOnce() -> V,
        read: impl FnOnce(&V) -> R,
    ) -> R {
        let mut entries = self.read();
        if !entries.contains_key(key) {
            drop(entries);
            let mut writing = self.write();
            if !writing.contains_key(key) {
                writing.insert(key.to_string(), make());
            }
            entries = RwLockWriteGuard::downgrade(writing);
        }
        read(&entries[key])
    }

    pub fn remove(&self, key: &str) -> bool {
        self.write().remove(key).is_some()
    }

    fn read(&self) -> RwLockReadGuard<'_, HashMap<String, V>> {
        self.entries.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, HashMap<String, V>> {
        self.entries.write().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<V> Default for Table<V> {
    fn default() -> Table<V> {
        Table::new()
    }
}
