//! `Once`, asked to go on after a panic, beside a place for the reference.

use std::sync::{Once, RwLock};

#[derive(Debug, PartialEq)]
pub struct Settings {
    pub owner: String,
    pub users: u64,
}

static ONCE: Once = Once::new();
static SETTINGS: RwLock<Option<&'static Settings>> = RwLock::new(None);

pub fn settings<F>(load: F) -> &'static Settings
where
    F: FnOnce() -> Settings,
{
    ONCE.call_once_force(|_| {
        let settings: &'static Settings = Box::leak(Box::new(load()));
        *SETTINGS.write().unwrap() = Some(settings);
    });
    loaded().expect("`Once` says so")
}

pub fn loaded() -> Option<&'static Settings> {
    *SETTINGS.read().unwrap()
}
