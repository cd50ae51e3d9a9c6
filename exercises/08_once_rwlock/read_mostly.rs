//! # Everybody reads, one after the other
//!
//! A gateway has a table with the rules of each customer. Every request matches its customer's rules, which takes
//! a while; a new customer comes once an hour. With one core the gateway was fast enough. With sixteen it is as
//! fast as with one, since whoever matches has the table's only lock. And sometimes the counters in a new
//! customer's rules begin at zero a second time.
//!
//! In Go a `sync.RWMutex` is the answer to the first question, `RLock` where you read and `Lock` where you write. It
//! is here, too. To the second question it is none: what you saw under the one lock is an old story when you have
//! the other.
//!
//! Before you edit: two requests of the same new customer come together. Between "not there" and "added", what may
//! have happened, and which of the two lines should find out?
//!
//! What must hold:
//!
//! - Keep the signatures. Threads share one `&Table<V>`. The callbacks are called on the caller's thread and do not
//!   use the table.
//! - `with(key, read)` calls `read` with the value of `key` and returns what it returned; `None`, and no call, if
//!   there is none.
//! - `with_or_add(key, make, read)`: if `key` is not there, adds what `make` returns. Then it calls `read` with the
//!   value: always, whatever others do meanwhile.
//! - `make` is called only for a key that is not there, and what it returned is added: of those who come together
//!   for a new key one calls it. A value that is there is never replaced.
//! - Whoever reads keeps nobody from reading: any number of `read`s run at the same time, those of `with`, and those of
//!   `with_or_add` for keys that were there when it was called. So the values must be fit for being shared.
//! - `remove(key)` says whether there was one.
//! - A callback that panics: the panic goes on to its caller, and everybody else goes on working. If it was `make`,
//!   nothing was added; if it was `read`, the table is as it was before `read`: what `make` has made stays.

use std::collections::HashMap;
use std::sync::Mutex;

/// A table that is read all the time and changed now and then.
pub struct Table<V> {
    // TODO: which lock lets many read?
    entries: Mutex<HashMap<String, V>>,
}

impl<V> Table<V> {
    /// An empty table.
    pub fn new() -> Table<V> {
        Table { entries: Mutex::new(HashMap::new()) }
    }

    /// How many keys there are.
    pub fn len(&self) -> usize {
        self.entries.lock().unwrap().len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Calls `read` with the value of `key`, if there is one.
    pub fn with<R>(&self, key: &str, read: impl FnOnce(&V) -> R) -> Option<R> {
        self.entries.lock().unwrap().get(key).map(read)
    }

    /// Calls `read` with the value of `key`; if there is none, `make` makes it first.
    pub fn with_or_add<R>(
        &self,
        key: &str,
        make: impl FnOnce() -> V,
        read: impl FnOnce(&V) -> R,
    ) -> R {
        let missing = self.with(key, |_| ()).is_none();
        if missing {
            let value = make();
            // TODO: `missing` is an answer from some time ago.
            self.entries.lock().unwrap().insert(key.to_string(), value);
        }
        // TODO: and who says that it is still there?
        self.with(key, read).expect("it has just been added")
    }

    /// Removes `key`; whether it was there.
    pub fn remove(&self, key: &str) -> bool {
        self.entries.lock().unwrap().remove(key).is_some()
    }
}

impl<V> Default for Table<V> {
    fn default() -> Table<V> {
        Table::new()
    }
}
