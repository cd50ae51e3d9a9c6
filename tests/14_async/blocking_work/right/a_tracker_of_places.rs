//! `Handle::spawn_blocking`, and a permit that is dropped before the result is handed over.

use std::sync::Arc;

use tokio::runtime::Handle;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// The work has panicked.
#[derive(Debug, PartialEq, Eq)]
pub struct Panicked;

/// A limit for works that block, or compute for long.
#[derive(Clone)]
pub struct Pool(Arc<Semaphore>);

fn with_place<T>(place: OwnedSemaphorePermit, work: impl FnOnce() -> T) -> T {
    let result = work();
    drop(place);
    result
}

impl Pool {
    /// So many at once.
    pub fn new(limit: usize) -> Pool {
        Pool(Arc::new(Semaphore::new(if limit == 0 { 1 } else { limit })))
    }

    /// Does the work when there is a place for it.
    pub async fn run<T, F>(&self, work: F) -> Result<T, Panicked>
    where
        F: FnOnce() -> T + Send + 'static,
        T: Send + 'static,
    {
        let Ok(place) = self.0.clone().acquire_owned().await else { return Err(Panicked) };
        match Handle::current().spawn_blocking(|| with_place(place, work)).await {
            Ok(result) => Ok(result),
            Err(_) => Err(Panicked),
        }
    }
}
