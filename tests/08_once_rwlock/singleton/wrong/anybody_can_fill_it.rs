//@ caught-by: compile_fail
//@ says: The static is public: any module can fill it before `settings` does, with something that no load has returned.
//@ sort: tempting

use std::sync::OnceLock;

#[derive(Debug, PartialEq)]
pub struct Settings {
    pub owner: String,
    pub users: u64,
}

pub static SETTINGS: OnceLock<Settings> = OnceLock::new();

pub fn settings<F>(load: F) -> &'static Settings
where
    F: FnOnce() -> Settings,
{
    SETTINGS.get_or_init(load)
}

pub fn loaded() -> Option<&'static Settings> {
    SETTINGS.get()
}
