//! Read under the read lock; if there was nothing, ask again under the write lock, since asking and adding belong together.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

/// A table that is read all the time and changed now and then.
pub struct Table<V> {
    entries: RwLock<HashMap<String, V>>,
}

impl<V> Table<V> {
    /// An empty table.
    pub fn new() -> Table<V> {
        Table { entries: RwLock::new(HashMap::new()) }
    }

    /// How many keys there are.
    pub fn len(&self) -> usize {
        self.read().len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Calls `read` with the value of `key`, if there is one.
    pub fn with<R>(&self, key: &str, read: impl FnOnce(&V) -> R) -> Option<R> {
        // Several threads are in here at once, with references to the same values. That is why a `Table<V>` may be shared only
        // if `V` is `Sync`. With a `Mutex`, `Send` was enough.
        self.read().get(key).map(read)
    }

    /// Calls `read` with the value of `key`; if there is none, `make` makes it first.
    pub fn with_or_add<R>(
        &self,
        key: &str,
        make: impl FnOnce() -> V,
        read: impl FnOnce(&V) -> R,
    ) -> R {
        // A block of its own: a read guard that were alive below would wait for the write lock for ever, since the write lock
        // waits for it.
        {
            let entries = self.read();
            if let Some(value) = entries.get(key) {
                return read(value);
            }
        }
        let mut entries = self.write();
        // Here somebody else may have added it. `entry` asks anew, and between this question and the adding nobody comes: it
        // is one guard. `or_insert_with`, not `or_insert(make())`, which would call `make` also for a key that is there.
        let value = entries.entry(key.to_string()).or_insert_with(make);
        // Still under the write lock, so that nobody can remove it before it is read. That happens once a key.
        read(value)
    }

    /// Removes `key`; whether it was there.
    pub fn remove(&self, key: &str) -> bool {
        self.write().remove(key).is_some()
    }

    // Only a writer that panics poisons an `RwLock`. Here that is a callback, and it leaves the map as it was: `make` runs
    // before anything is added, and `read` only reads.

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
