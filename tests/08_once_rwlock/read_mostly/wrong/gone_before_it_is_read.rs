//@ caught-by: model
//@ says: Added under one guard, read under the next one, and in between somebody has removed it.
//@ fails: a_value_is_read_whatever_others_do
//@ sort: schedule-only

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
        if self.with(key, |_| ()).is_none() {
            self.write().entry(key.to_string()).or_insert_with(make);
        }
        self.with(key, read).expect("it is there, or has just been added")
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
