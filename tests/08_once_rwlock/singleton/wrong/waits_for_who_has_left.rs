//@ caught-by: test
//@ says: Whoever has begun and panics leaves "loading" behind. Everybody who comes later waits for a load that nobody makes.
//@ fails: a_load_that_panics_is_tried_again
//@ sort: boundary

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

#[derive(Debug, PartialEq)]
pub struct Settings {
    pub owner: String,
    pub users: u64,
}

static BEGUN: AtomicBool = AtomicBool::new(false);
static SETTINGS: OnceLock<Settings> = OnceLock::new();

pub fn settings<F>(load: F) -> &'static Settings
where
    F: FnOnce() -> Settings,
{
    if !BEGUN.swap(true, Ordering::SeqCst) {
        let _ = SETTINGS.set(load());
    }
    SETTINGS.wait()
}

pub fn loaded() -> Option<&'static Settings> {
    SETTINGS.get()
}
