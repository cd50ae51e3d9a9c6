//@ caught-by: model
//@ says: One makes at a time, and who finds the key there lets go and looks it up again. In between somebody has removed it: the gate keeps out who adds, and not who removes.
//@ sort: schedule-only

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError, RwLock};

pub struct Table<V> {
    entries: RwLock<HashMap<String, V>>,
    makers: Mutex<()>,
}

impl<V> Table<V> {
    pub fn new() -> Table<V> {
        Table { entries: RwLock::new(HashMap::new()), makers: Mutex::new(()) }
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
        {
            let entries = self.entries.read().unwrap_or_else(PoisonError::into_inner);
            if let Some(v) = entries.get(key) {
                return read(v);
            }
        }
        let maker = self.makers.lock().unwrap_or_else(PoisonError::into_inner);
        let missing =
            !self.entries.read().unwrap_or_else(PoisonError::into_inner).contains_key(key);
        let value = if missing { Some(make()) } else { None };
        let mut entries = self.entries.write().unwrap_or_else(PoisonError::into_inner);
        drop(maker);
        match value {
            Some(value) => read(entries.entry(key.to_string()).or_insert(value)),
            None => read(entries.get(key).expect("it was there")),
        }
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
