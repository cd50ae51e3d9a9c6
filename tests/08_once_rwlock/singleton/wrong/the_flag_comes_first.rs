//@ caught-by: model
//@ says: The flag says that somebody *has begun*. Whoever comes second takes it for "there are settings", and there are none yet.
//@ fails: one_load_however_many_ask
//@ sort: schedule-only

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
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
        match catch_unwind(AssertUnwindSafe(load)) {
            Ok(settings) => drop(SETTINGS.set(settings)),
            Err(panic) => {
                BEGUN.store(false, Ordering::SeqCst);
                resume_unwind(panic);
            }
        }
    }
    SETTINGS.get().expect("somebody has loaded them")
}

pub fn loaded() -> Option<&'static Settings> {
    SETTINGS.get()
}
