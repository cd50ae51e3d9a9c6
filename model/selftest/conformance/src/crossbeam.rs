//! `crossbeam`.

use crate::Case;

mod channel;

pub fn cases() -> Vec<Case> {
    channel::cases()
}
