//! `tokio-util`.

use crate::Case;

mod sync;
mod task;

pub fn cases() -> Vec<Case> {
    [sync::cases(), task::cases()].concat()
}
