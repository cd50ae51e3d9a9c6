//@ caught-by: model
//@ says: The second look comes after the load: everybody gets the same settings, and the licence server was asked twice.
//@ fails: one_load_however_many_ask
//@ kind: assertion
//@ sort: schedule-only

use std::sync::RwLock;

#[derive(Debug, PartialEq)]
pub struct Settings {
    pub owner: String,
    pub users: u64,
}

static SETTINGS: RwLock<Option<&'static Settings>> = RwLock::new(None);

pub fn settings<F>(load: F) -> &'static Settings
where
    F: FnOnce() -> Settings,
{
    if let Some(settings) = loaded() {
        return settings;
    }
    let fresh = load();
    SETTINGS.write().unwrap().get_or_insert_with(|| Box::leak(Box::new(fresh)))
}

pub fn loaded() -> Option<&'static Settings> {
    *SETTINGS.read().unwrap()
}
