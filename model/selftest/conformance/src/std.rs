//! `std`.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::Case;

mod atomic;
mod barrier;
mod condvar;
mod hash;
mod hint;
mod lazy_lock;
mod mpsc;
mod mutex;
mod once;
mod once_lock;
mod panic;
mod process;
mod rw_lock;
mod task;
mod thread;
mod time;
mod unsafe_cell;

pub fn cases() -> Vec<Case> {
    let sync = [atomic::CASES, atomic::atomic_ptr::CASES, mutex::CASES, &mpsc::all()].concat();
    let condvar = [condvar::CASES, condvar::wait_timeout_result::CASES].concat();
    let rw_lock =
        [rw_lock::CASES, rw_lock::rw_lock_read_guard::CASES, rw_lock::rw_lock_write_guard::CASES]
            .concat();
    let barrier = [barrier::CASES, barrier::barrier_wait_result::CASES].concat();
    let once = [once::CASES, once::once_state::CASES, once_lock::CASES, lazy_lock::CASES].concat();
    let hash = [hash::hash_map::CASES, hash::hash_set::CASES, hash::random_state::CASES].concat();
    let threads = [&thread::all(), time::instant::CASES, task::CASES].concat();
    let rest = [hint::CASES, panic::CASES, process::CASES, unsafe_cell::CASES].concat();
    [sync, condvar, rw_lock, barrier, once, hash, threads, rest].concat()
}

/// As `catch_unwind`, whatever the closure captures.
pub fn catch<R>(f: impl FnOnce() -> R) -> Result<R, Box<dyn Any + Send>> {
    catch_unwind(AssertUnwindSafe(f))
}
