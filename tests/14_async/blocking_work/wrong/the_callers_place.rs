//@ caught-by: model
//@ says: The permit belongs to the future of `run`: a caller who leaves drops it, while the work goes on. It is the closure that must own it.
//@ fails: also_when_the_caller_leaves
//@ sort: schedule-only

use tokio::sync::Semaphore;

/// The work has panicked.
#[derive(Debug, PartialEq, Eq)]
pub struct Panicked;

/// A limit for works that block, or compute for long.
pub struct Pool {
    places: Semaphore,
}

impl Pool {
    /// So many at once.
    pub fn new(limit: usize) -> Pool {
        Pool { places: Semaphore::new(limit.max(1)) }
    }

    /// Does the work when there is a place for it.
    pub async fn run<T, F>(&self, work: F) -> Result<T, Panicked>
    where
        F: FnOnce() -> T + Send + 'static,
        T: Send + 'static,
    {
        let _place = self.places.acquire().await.expect("it is never closed");
        tokio::task::spawn_blocking(work).await.map_err(|_| Panicked)
    }
}
