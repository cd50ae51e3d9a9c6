//@ caught-by: test
//@ says: A `Mutex` does not know who only reads: one request at a time matches its rules, however many cores there are.
//@ fails: readers_meet
//@ sort: tempting

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

pub struct Table<V> {
    entries: Mutex<HashMap<String, V>>,
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
        self.locked().get(key).map(read)
    }

    pub fn with_or_add<R>(
        &self,
        key: &str,
        make: impl FnOnce() -> V,
        read: impl FnOnce(&V) -> R,
    ) -> R {
        read(self.locked().entry(key.to_string()).or_insert_with(make))
    }

    pub fn remove(&self, key: &str) -> bool {
        self.locked().remove(key).is_some()
    }

    fn locked(&self) -> MutexGuard<'_, HashMap<String, V>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<V> Default for Table<V> {
    fn default() -> Table<V> {
        Table::new()
    }
}
