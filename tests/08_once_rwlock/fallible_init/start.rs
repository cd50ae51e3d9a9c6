//! # The database was down for a second, and the service for a night
//!
//! A service opens its database when the first query comes. One night the database was being restarted at
//! that moment: the first query failed, as it should. So did all the others until somebody
//! restarted the service in the morning, and the database had been up since a second after midnight.
//!
//! In Go, too, `sync.Once` is done when its function has *run*, and `sync.OnceValues` keeps the error for
//! good. What failed initialisation means is a decision, and a tool has made it before you thought of it.
//! Here it is to mean: nothing has happened, the next caller may try. std's own answer,
//! `OnceLock::get_or_try_init`, is not stable yet; `OnceLock`, `get` and `set` are.
//!
//! Before you edit: three callers come together, and the first one's attempt fails. Which of them opens
//! the database next, when, and what do the others do meanwhile?
//!
//! What must hold:
//!
//! - Keep all signatures; `new` is a `const fn`. Threads share one `&Lazy<T>`, if `T` may be shared.
//! - `get_or_try_init(init)`: if there is a value, returns it, and calls nothing. If not, runs `init` on the
//!   caller's thread. Its `Ok` is the value from then on. Its `Err` goes to this caller alone, and nothing
//!   is remembered.
//! - Two `init`s never run at the same time, and none begins when there is a value. Whoever comes meanwhile
//!   waits; if the attempt fails, one of those who wait makes its own.
//! - An `init` that panics is an attempt that failed; the panic goes on to its caller.
//! - `get()` returns the value if there is one, and never waits for an `init`: an `init` may ask it.
//! - The value is dropped when the `Lazy` is. (An `init` that calls `get_or_try_init` of the same `Lazy` waits
//!   for itself. Nobody asks you to heal that.)
//! - Only an attempt fills it: no field is public.

use std::sync::{Once, OnceLock};

/// A value that is made by whoever first succeeds in making it.
pub struct Lazy<T> {
    tried: Once,
    pub value: OnceLock<T>,
}

impl<T> Lazy<T> {
    /// Nothing yet.
    pub const fn new() -> Lazy<T> {
        Lazy { tried: Once::new(), value: OnceLock::new() }
    }

    /// The value, if there is one.
    pub fn get(&self) -> Option<&T> {
        self.value.get()
    }

    /// The value; if there is none, `init` tries to make it.
    pub fn get_or_try_init<F, E>(&self, init: F) -> Result<&T, E>
    where
        F: FnOnce() -> Result<T, E>,
    {
        let mut failed = None;
        // TODO: "once tried" and "once done" are two things. Which one does a `Once` know?
        self.tried.call_once(|| match init() {
            Ok(value) => drop(self.value.set(value)),
            Err(error) => failed = Some(error),
        });
        match failed {
            Some(error) => Err(error),
            // TODO: and if somebody else has tried, and failed?
            None => Ok(self.value.get().expect("it was tried before, and failed")),
        }
    }
}

impl<T> Default for Lazy<T> {
    fn default() -> Lazy<T> {
        Lazy::new()
    }
}
