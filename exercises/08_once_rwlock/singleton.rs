//! # Two connections where the licence allows one
//!
//! A service asks its licence server for its settings, once, when the first request needs them; a second
//! question is refused, and costs a call to the vendor. On some mornings, when the first two requests come
//! together, the vendor is called.
//!
//! In Go this is a package variable and a `sync.Once`, or `sync.OnceValue`, and it is right. Here somebody
//! wrote the `if` instead, with a lock around the variable and none around the question. Go's `-race` would be
//! silent about it. Rust's `static` must be `Sync`, which makes you think of the lock, and of nothing else.
//!
//! Before you edit: two requests have looked, and there are no settings. What stands between them and the
//! licence server?
//!
//! What must hold:
//!
//! - Keep the signatures of `settings` and `loaded`, and `Settings` as it is.
//! - `settings(load)` returns the settings of this process. The first call runs `load`, on its own thread;
//!   after that no `load` is called again. Everybody gets the same reference.
//! - Whoever comes while `load` is running waits for it, and does not run another one beside it.
//! - `loaded()` says what is loaded by now and never waits for a `load`, so `load` may ask it (and is told
//!   `None`). Whoever gets the settings sees all that was written before `load` returned.
//! - A `load` that panics has loaded nothing: the panic goes on to its caller, and the next caller, or one
//!   who waits already, runs its own `load`.
//! - Nobody outside can reach the static: it is not public.

use std::sync::Mutex;

/// What the licence server says.
#[derive(Debug, PartialEq)]
pub struct Settings {
    /// Whose licence it is.
    pub owner: String,
    /// How many users it is for.
    pub users: u64,
}

// TODO: is there a type that is empty first, is filled once, and lets nobody look while it is being filled?
pub static SETTINGS: Mutex<Option<&'static Settings>> = Mutex::new(None);

/// The settings of this process; the first call loads them.
pub fn settings<F>(load: F) -> &'static Settings
where
    F: FnOnce() -> Settings,
{
    if let Some(settings) = loaded() {
        return settings;
    }
    // TODO: who else has just been told that there are none?
    let settings: &'static Settings = Box::leak(Box::new(load()));
    *SETTINGS.lock().unwrap() = Some(settings);
    settings
}

/// The settings, if they have been loaded.
pub fn loaded() -> Option<&'static Settings> {
    *SETTINGS.lock().unwrap()
}
