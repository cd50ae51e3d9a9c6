//! `crossbeam`.

use crate::Case;

mod atomic;
mod channel;
mod queue;
mod sync;
mod thread;
mod utils;

pub fn cases() -> Vec<Case> {
    [
        &channel::cases()[..],
        atomic::atomic_cell::CASES,
        atomic::atomic_consume::CASES,
        queue::array_queue::CASES,
        queue::seg_queue::CASES,
        sync::parker::CASES,
        sync::sharded_lock::CASES,
        sync::wait_group::CASES,
        thread::scope::CASES,
        thread::scoped_thread_builder::CASES,
        utils::backoff::CASES,
        utils::cache_padded::CASES,
    ]
    .concat()
}
