//@ caught-by: test
//@ says: A callback that panics under the write lock poisons it, and each `unwrap` hands the panic on to requests that have nothing to do with it.
//@ fails: a_panic_harms_nobody
//@ sort: boundary

use std::collections::HashMap;
use std::sync::RwLock;

pub struct Table<V> {
    entries: RwLock<HashMap<String, V>>,
}

impl<V> Table<V> {
    pub fn new() -> Table<V> {
        Table { entries: RwLock::new(HashMap::new()) }
    }

    pub fn len(&self) -> usize {
        self.entries.read().unwrap().len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub fn with<R>(&self, key: &str, read: impl FnOnce(&V) -> R) -> Option<R> {
        self.entries.read().unwrap().get(key).map(read)
    }

    pub fn with_or_add<R>(
        &self,
        key: &str,
        make: impl FnOnce() -> V,
        read: impl FnOnce(&V) -> R,
    ) -> R {
        {
            let entries = self.entries.read().unwrap();
            if let Some(value) = entries.get(key) {
                return read(value);
            }
        }
        let mut entries = self.entries.write().unwrap();
        read(entries.entry(key.to_string()).or_insert_with(make))
    }

    pub fn remove(&self, key: &str) -> bool {
        self.entries.write().unwrap().remove(key).is_some()
    }
}

impl<V> Default for Table<V> {
    fn default() -> Table<V> {
        Table::new()
    }
}
