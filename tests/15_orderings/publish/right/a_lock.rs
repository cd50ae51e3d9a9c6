//! A `Mutex` has both halves in it as well: unlocking releases, locking acquires.

use std::sync::{Mutex, MutexGuard};

pub struct Rate(Mutex<(Option<(u64, u64)>, u64)>);

impl Rate {
    pub const fn new() -> Rate {
        Rate(Mutex::new((None, 0)))
    }

    fn state(&self) -> MutexGuard<'_, (Option<(u64, u64)>, u64)> {
        self.0.lock().unwrap()
    }

    pub fn publish(&self, cents: u64, day: u64) {
        self.state().0 = Some((cents, day));
    }

    pub fn get(&self) -> Option<(u64, u64)> {
        let mut state = self.state();
        state.1 += 1;
        state.0
    }

    pub fn asked(&self) -> u64 {
        self.state().1
    }
}

impl Default for Rate {
    fn default() -> Rate {
        Rate::new()
    }
}
