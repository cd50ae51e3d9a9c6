//! `std::hash`, with a `RandomState` that is not random.

pub use std::hash::*;

use std::fmt;

/// As the real one, always with the same keys.
#[derive(Clone, Default)]
pub struct RandomState(());

impl RandomState {
    /// The state there is.
    pub fn new() -> RandomState {
        RandomState(())
    }
}

impl BuildHasher for RandomState {
    type Hasher = DefaultHasher;
    fn build_hasher(&self) -> DefaultHasher {
        DefaultHasher::new()
    }
}

impl fmt::Debug for RandomState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RandomState").finish_non_exhaustive()
    }
}
