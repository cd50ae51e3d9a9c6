//@ caught-by: model
//@ says: One loads at a time, and whoever waited for its turn loads again: it looked before it had the lock, and not after.
//@ fails: one_load_however_many_ask
//@ sort: schedule-only

use std::sync::{Mutex, PoisonError};

#[derive(Debug, PartialEq)]
pub struct Settings {
    pub owner: String,
    pub users: u64,
}

static LOADING: Mutex<()> = Mutex::new(());
static SETTINGS: Mutex<Option<&'static Settings>> = Mutex::new(None);

pub fn settings<F>(load: F) -> &'static Settings
where
    F: FnOnce() -> Settings,
{
    if let Some(settings) = loaded() {
        return settings;
    }
    let _one_at_a_time = LOADING.lock().unwrap_or_else(PoisonError::into_inner);
    let settings: &'static Settings = Box::leak(Box::new(load()));
    *SETTINGS.lock().unwrap() = Some(settings);
    settings
}

pub fn loaded() -> Option<&'static Settings> {
    *SETTINGS.lock().unwrap()
}
