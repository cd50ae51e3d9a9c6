//@ caught-by: test
//@ says: A cell for each key, filled by `get_or_init`: a `make` that panics leaves an empty cell behind, and it is counted and removed like a value.
//@ sort: tempting

use std::collections::HashMap;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

pub struct Table<V> {
    entries: RwLock<HashMap<String, Arc<OnceLock<V>>>>,
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
        let c = self.entries.read().unwrap_or_else(PoisonError::into_inner).get(key).cloned()?;
        c.get().map(read)
    }

    pub fn with_or_add<R>(
        &self,
        key: &str,
        make: impl FnOnce() -> V,
        read: impl FnOnce(&V) -> R,
    ) -> R {
        let cell = Arc::clone(
            self.entries
                .write()
                .unwrap_or_else(PoisonError::into_inner)
                .entry(key.to_string())
                .or_default(),
        );
        read(cell.get_or_init(make))
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
