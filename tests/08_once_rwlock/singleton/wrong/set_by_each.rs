//@ caught-by: model
//@ says: `get` and `set` are two steps. Whoever comes second has loaded for nothing, and `set` tells it so with an error.
//@ fails: one_load_however_many_ask
//@ sort: schedule-only

use std::sync::OnceLock;

#[derive(Debug, PartialEq)]
pub struct Settings {
    pub owner: String,
    pub users: u64,
}

static SETTINGS: OnceLock<Settings> = OnceLock::new();

pub fn settings<F>(load: F) -> &'static Settings
where
    F: FnOnce() -> Settings,
{
    if SETTINGS.get().is_none() {
        SETTINGS.set(load()).unwrap();
    }
    SETTINGS.get().unwrap()
}

pub fn loaded() -> Option<&'static Settings> {
    SETTINGS.get()
}
