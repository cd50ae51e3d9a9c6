//! One lock for loading, another place for what was loaded; looked at again under the first one.

use std::sync::{Mutex, OnceLock, PoisonError};

#[derive(Debug, PartialEq)]
pub struct Settings {
    pub owner: String,
    pub users: u64,
}

static LOADING: Mutex<()> = Mutex::new(());
static SETTINGS: OnceLock<Settings> = OnceLock::new();

pub fn settings<F>(load: F) -> &'static Settings
where
    F: FnOnce() -> Settings,
{
    if let Some(settings) = SETTINGS.get() {
        return settings;
    }
    // There is nothing in this lock that a panic could leave half done.
    let _loading = LOADING.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(settings) = SETTINGS.get() {
        return settings;
    }
    SETTINGS.set(load()).expect("nobody else loads");
    SETTINGS.get().expect("set in the line before")
}

pub fn loaded() -> Option<&'static Settings> {
    SETTINGS.get()
}
