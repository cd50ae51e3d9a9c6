//! # The reload that stopped the service
//!
//! A service reads its configuration for each request and reloads it when somebody changes it. A reload asks three
//! servers and takes seconds, in which no request gets on. The configuration is behind an `RwLock`, as it should be, and
//! the reload holds the write lock all the time, because that is what a write lock is for.
//!
//! In Go this is an `atomic.Pointer[Config]`, or `atomic.Value`: who reads gets a pointer to something that nobody changes any
//! more; who writes makes a new one and swaps the pointer. The garbage collector knows when nobody has the old one. In Rust
//! an `Arc` knows, and the lock around it is held for a clone, or a swap, and for nothing else.
//!
//! Before you edit: two reloads run at the same time. Each begins with the configuration that it finds and changes one setting.
//! How many changed settings are there in the end?
//!
//! What must hold:
//!
//! - Keep the signatures. Threads share one `&Live<T>`. The callback of `update` does not call `update` or `replace`.
//! - `current()` returns the current value. That is no copy: as long as nobody changes anything it is the same
//!   `Arc`, and `T` need not be `Clone`. Whoever has one keeps it as it is, whatever is changed meanwhile, and keeps
//!   nobody waiting with it.
//! - `current()` never waits for your callback, nor for the destructor of an old value: both may call `current()` themselves, and
//!   let other threads do so.
//! - `update(change)` calls `change` once, on the caller's thread, with the current value; what it returns is the current
//!   value from then on, and is returned. `replace(value)` makes `value` current and returns what was current before.
//! - Nothing is lost: updates and replacements take effect one after the other. What `change` got is current until what it
//!   returned is.
//! - A `change` that panics: the panic goes on to its caller, nothing has changed, and everybody goes on working.
//! - An old value is dropped when the last one who has it lets go of it. No field is public.

use std::mem;
use std::sync::{Arc, RwLock};

/// A value that everybody reads and that is replaced as a whole.
pub struct Live<T> {
    pub value: RwLock<Arc<T>>,
}

impl<T> Live<T> {
    /// With this value.
    pub fn new(value: T) -> Live<T> {
        Live { value: RwLock::new(Arc::new(value)) }
    }

    /// The current value.
    pub fn current(&self) -> Arc<T> {
        Arc::clone(&self.value.read().unwrap())
    }

    /// Replaces the current value, and returns it.
    pub fn replace(&self, value: T) -> Arc<T> {
        // TODO: what if somebody is in the middle of an update?
        mem::replace(&mut *self.value.write().unwrap(), Arc::new(value))
    }

    /// Makes a new value of the current one.
    pub fn update(&self, change: impl FnOnce(&T) -> T) -> Arc<T> {
        // TODO: two things are kept out by this lock: other updates, and everybody who only reads.
        let mut value = self.value.write().unwrap();
        let new = Arc::new(change(&value));
        // TODO: this may be the end of the old value, and its destructor runs here.
        *value = Arc::clone(&new);
        new
    }
}
