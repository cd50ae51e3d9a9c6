//! "Empty, being filled, full" is one state, and `OnceLock` keeps it: nobody fills it twice, and nobody sees it half full.

use std::sync::OnceLock;

/// What the licence server says.
#[derive(Debug, PartialEq)]
pub struct Settings {
    /// Whose licence it is.
    pub owner: String,
    /// How many users it is for.
    pub users: u64,
}

// Private: whoever could name it could fill it with something else. And no `LazyLock`, which must know its loader here, and
// for which a panic is the end: all later callers get it, too.
static SETTINGS: OnceLock<Settings> = OnceLock::new();

/// The settings of this process; the first call loads them.
pub fn settings<F>(load: F) -> &'static Settings
where
    F: FnOnce() -> Settings,
{
    // The question and the filling are one call. Whoever comes meanwhile sleeps in it. If `load` panics the state goes back to
    // "empty", and one of those who sleep is the next to try; Go's `sync.Once` would count the panic as done.
    SETTINGS.get_or_init(load)
}

/// The settings, if they have been loaded.
pub fn loaded() -> Option<&'static Settings> {
    // Takes no lock. Whoever sees "full" has acquired all that was written before it was said.
    SETTINGS.get()
}
