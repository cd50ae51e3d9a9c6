//! `tokio::sync`: the real types behind steps of the explorer's; see `object` for which operations are steps.

mod barrier;
mod mutex;
mod notify;
pub(crate) mod object;
mod once_cell;
mod rwlock;
mod semaphore;
mod settled;

pub mod broadcast;
pub mod mpsc;
pub mod oneshot;
pub mod watch;

pub use barrier::{Barrier, BarrierWaitResult};
pub use mutex::{Mutex, MutexGuard, OwnedMutexGuard, TryLockError};
pub use notify::Notify;
pub use once_cell::{OnceCell, SetError};
pub use rwlock::{
    OwnedRwLockReadGuard, OwnedRwLockWriteGuard, RwLock, RwLockReadGuard, RwLockWriteGuard,
};
pub use semaphore::{
    AcquireError, OwnedSemaphorePermit, Semaphore, SemaphorePermit, TryAcquireError,
};

/// The futures that have names.
pub mod futures {
    pub use super::notify::Notified;
}

/// The real error, which only a real lock hands out.
fn try_lock_error() -> TryLockError {
    let lock = tokio::sync::Mutex::const_new(());
    let _held = lock.try_lock();
    match lock.try_lock() {
        Err(error) => error,
        Ok(_) => unreachable!("it is held"),
    }
}
