//@ caught-by: test
//@ says: A load that panics poisons the lock under which it ran, and `unwrap` hands the panic on to everybody who comes later. Nothing in that lock could be half done.
//@ sort: boundary

use std::sync::{Mutex, OnceLock};

/// What the licence server says.
#[derive(Debug, PartialEq)]
pub struct Settings {
    /// Whose licence it is.
    pub owner: String,
    /// How many users it is for.
    pub users: u64,
}

static SETTINGS: OnceLock<Settings> = OnceLock::new();
static GATE: Mutex<()> = Mutex::new(());
pub fn settings<F>(load: F) -> &'static Settings
where
    F: FnOnce() -> Settings,
{
    let _gate = GATE.lock().unwrap();
    SETTINGS.get_or_init(load)
}

pub fn loaded() -> Option<&'static Settings> {
    SETTINGS.get()
}
