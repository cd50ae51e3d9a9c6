//! # The cache that asked two hundred times
//!
//! A price is computed from a dozen tables, so it is kept. At nine o'clock the shop's front page is put together
//! for the first time: two hundred requests miss the same price in the same moment, and all two hundred ask the
//! database. It falls over, and every load fails. Later somebody corrects a price and clears it from the cache,
//! and a load that had begun before puts the old one back.
//!
//! In Go this is a `map`, a `sync.Mutex` and `golang.org/x/sync/singleflight`, and each of the three is right. What
//! goes wrong lies between them: how a load *ends*. It may end well, with an error, with a panic, or too late to
//! be of use, and each time somebody may be waiting for it.
//!
//! Before you edit: write down the four ends, and for each of them what is in the map afterwards and who is told.
//! That is the design. The rest is typing, some 60 lines of it.
//!
//! What must hold. Keep all signatures; threads share one `&Cache`. "Known" means: there is a value for this key.
//!
//! Part 1, one load however many ask:
//!
//! - `get(key, load)` returns the value of `key`. If it is known, `load` is not called. If it is not, and nobody is
//!   loading it, `load` is called on this thread, and what it returns is known from then on.
//! - If somebody else is loading it, `get` waits for the end of that load. A load that ends well is the only one: its
//!   value is what everybody gets who asked meanwhile, and everybody who asks later.
//! - Different keys are loaded at the same time. A `load` may `get` *other* keys from the same cache.
//! - `peek(key)` is the value if it is known. It does not wait for a load, not even when `load` itself calls it.
//!
//! Part 2, a failure is not a value:
//!
//! - A `load` that returns an error: its caller gets it, and the key is not known. Who waited for that load goes on
//!   as if it asked now: one of those who waited loads, with its own `load`, and the others wait for that one.
//! - A `load` that panics: the panic reaches its caller, and for everybody else it is as if it had failed.
//!
//! Part 3, what was forgotten stays forgotten:
//!
//! - `forget(key)`: the key is not known any more. It does not wait for a load, not even when `load` itself calls it.
//! - A load that had begun before `forget` was called may go on, and who asked before may get its value. It is never
//!   what `peek`, or a `get` that begins after `forget` has returned, returns. Whether that `get` waits for the end of it
//!   before it goes on is up to you.
//! - Who waits for a load that was forgotten is told of its end all the same.
//!
//! Who waits should sleep, not ask in a loop. (No check can see that.)

use std::collections::HashMap;
use std::sync::Mutex;

/// Values that are expensive to come by, each kept under its key.
pub struct Cache<V> {
    // TODO (part 1): what has to be in here for a key that is *being* loaded, and what do others wait at?
    known: Mutex<HashMap<String, V>>,
}

impl<V: Clone> Cache<V> {
    /// Nothing is known yet.
    pub fn new() -> Cache<V> {
        Cache { known: Mutex::new(HashMap::new()) }
    }

    /// The value of `key`; `load` is called if it is not known and nobody else loads it.
    ///
    /// # Errors
    /// What `load` returned, when it was called.
    pub fn get<E>(&self, key: &str, load: impl FnOnce() -> Result<V, E>) -> Result<V, E> {
        if let Some(value) = self.peek(key) {
            return Ok(value);
        }
        // TODO (part 1): before this line the others have to learn that somebody loads.
        // TODO (part 2): after it, too, however it ended. A `?` and a panic both leave here.
        let value = load()?;
        // TODO (part 3): is this value still wanted?
        self.known.lock().unwrap().insert(key.to_string(), value.clone());
        Ok(value)
    }

    /// The value of `key`, if it is known.
    pub fn peek(&self, key: &str) -> Option<V> {
        self.known.lock().unwrap().get(key).cloned()
    }

    /// From now on the value of `key` is not known.
    pub fn forget(&self, key: &str) {
        // TODO (part 3): and if it is just being loaded?
        self.known.lock().unwrap().remove(key);
    }
}

impl<V: Clone> Default for Cache<V> {
    fn default() -> Cache<V> {
        Cache::new()
    }
}
