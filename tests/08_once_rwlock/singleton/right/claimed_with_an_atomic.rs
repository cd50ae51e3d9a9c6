//! A claim that can be given back, and a wait that asks again: the loader's panic lets the next one have it.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

#[derive(Debug, PartialEq)]
pub struct Settings {
    pub owner: String,
    pub users: u64,
}

static CLAIMED: AtomicBool = AtomicBool::new(false);
static SETTINGS: OnceLock<Settings> = OnceLock::new();

pub fn settings<F>(load: F) -> &'static Settings
where
    F: FnOnce() -> Settings,
{
    loop {
        if let Some(settings) = SETTINGS.get() {
            return settings;
        }
        if !CLAIMED.swap(true, Ordering::Acquire) {
            let _claim = Claim;
            return SETTINGS.get_or_init(load);
        }
        thread::yield_now();
    }
}

pub fn loaded() -> Option<&'static Settings> {
    SETTINGS.get()
}

struct Claim;

impl Drop for Claim {
    fn drop(&mut self) {
        CLAIMED.store(false, Ordering::Release);
    }
}
