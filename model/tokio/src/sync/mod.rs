//! `tokio::sync`: the real types behind steps of the explorer's; see `object` for which operations are steps.

mod mutex;
pub(crate) mod object;
mod semaphore;
mod settled;

pub mod mpsc;
pub mod oneshot;

pub use mutex::{Mutex, MutexGuard, OwnedMutexGuard, TryLockError};
pub use semaphore::{
    AcquireError, OwnedSemaphorePermit, Semaphore, SemaphorePermit, TryAcquireError,
};

/// The real error, which only a real lock hands out.
fn try_lock_error() -> TryLockError {
    let lock = tokio::sync::Mutex::const_new(());
    let _held = lock.try_lock();
    match lock.try_lock() {
        Err(error) => error,
        Ok(_) => unreachable!("it is held"),
    }
}
