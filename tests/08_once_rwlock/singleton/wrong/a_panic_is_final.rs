//@ caught-by: test
//@ says: `Once` remembers a panic, and every later `call_once` panics, too. Here a load that panicked is to be tried again.
//@ fails: a_load_that_panics_is_tried_again
//@ sort: boundary

use std::sync::{Mutex, Once, PoisonError};

#[derive(Debug, PartialEq)]
pub struct Settings {
    pub owner: String,
    pub users: u64,
}

static ONCE: Once = Once::new();
static SETTINGS: Mutex<Option<&'static Settings>> = Mutex::new(None);

pub fn settings<F>(load: F) -> &'static Settings
where
    F: FnOnce() -> Settings,
{
    ONCE.call_once(|| {
        let settings: &'static Settings = Box::leak(Box::new(load()));
        *SETTINGS.lock().unwrap() = Some(settings);
    });
    loaded().expect("loaded, once")
}

pub fn loaded() -> Option<&'static Settings> {
    *SETTINGS.lock().unwrap_or_else(PoisonError::into_inner)
}
