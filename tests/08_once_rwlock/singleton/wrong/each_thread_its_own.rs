//@ caught-by: test
//@ says: A thread-local needs no `Sync`, because each thread has its own. So each thread asks the licence server.
//@ fails: everybody_gets_the_same, together_one_load
//@ sort: tempting

use std::cell::OnceCell;

#[derive(Debug, PartialEq)]
pub struct Settings {
    pub owner: String,
    pub users: u64,
}

thread_local! {
    static SETTINGS: OnceCell<&'static Settings> = const { OnceCell::new() };
}

pub fn settings<F>(load: F) -> &'static Settings
where
    F: FnOnce() -> Settings,
{
    SETTINGS.with(|settings| *settings.get_or_init(|| Box::leak(Box::new(load()))))
}

pub fn loaded() -> Option<&'static Settings> {
    SETTINGS.with(|settings| settings.get().copied())
}
