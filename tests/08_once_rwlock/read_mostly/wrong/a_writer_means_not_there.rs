//@ caught-by: model
//@ says: `try_read` fails because somebody is writing, perhaps another key. That is no answer to the question whether this one is there.
//@ sort: schedule-only

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock, TryLockError};

pub struct Table<V> {
    entries: RwLock<HashMap<String, V>>,
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
        match self.entries.try_read() {
            Ok(entries) => entries.get(key).map(read),
            Err(TryLockError::Poisoned(p)) => p.into_inner().get(key).map(read),
            Err(TryLockError::WouldBlock) => None,
        }
    }

    pub fn with_or_add<R>(
        &self,
        key: &str,
        make: impl FnOnce() -> V,
        read: impl FnOnce(&V) -> R,
    ) -> R {
        {
            let entries = self.entries.read().unwrap_or_else(PoisonError::into_inner);
            if let Some(v) = entries.get(key) {
                return read(v);
            }
        }
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
