//@ caught-by: model
//@ says: `try_lock` fails because somebody has the lock, not because there are no settings. Two who look at the same moment: one is told that nothing is loaded.
//@ sort: schedule-only

use std::sync::{Mutex, PoisonError, TryLockError};

/// What the licence server says.
#[derive(Debug, PartialEq)]
pub struct Settings {
    /// Whose licence it is.
    pub owner: String,
    /// How many users it is for.
    pub users: u64,
}

static SETTINGS: Mutex<Option<&'static Settings>> = Mutex::new(None);
pub fn settings<F>(load: F) -> &'static Settings
where
    F: FnOnce() -> Settings,
{
    let mut s = SETTINGS.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(s) = *s {
        return s;
    }
    let new: &'static Settings = Box::leak(Box::new(load()));
    *s = Some(new);
    new
}

pub fn loaded() -> Option<&'static Settings> {
    match SETTINGS.try_lock() {
        Ok(s) => *s,
        Err(TryLockError::Poisoned(p)) => *p.into_inner(),
        Err(TryLockError::WouldBlock) => None,
    }
}
