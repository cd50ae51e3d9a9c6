//@ caught-by: test
//@ says: The lock is held while `load` runs, so `loaded` waits for the load; and if the load asks it, for itself.
//@ fails: a_load_may_look
//@ sort: tempting

use std::sync::{Mutex, PoisonError};

#[derive(Debug, PartialEq)]
pub struct Settings {
    pub owner: String,
    pub users: u64,
}

static SETTINGS: Mutex<Option<&'static Settings>> = Mutex::new(None);

pub fn settings<F>(load: F) -> &'static Settings
where
    F: FnOnce() -> Settings,
{
    let mut settings = SETTINGS.lock().unwrap_or_else(PoisonError::into_inner);
    settings.get_or_insert_with(|| Box::leak(Box::new(load())))
}

pub fn loaded() -> Option<&'static Settings> {
    *SETTINGS.lock().unwrap_or_else(PoisonError::into_inner)
}
