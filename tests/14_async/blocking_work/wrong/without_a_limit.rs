//@ caught-by: test
//@ says: `spawn_blocking` has a limit of its own, of several hundred threads, and it is not yours.
//@ fails: who_leaves_early_takes_the_work_along
//@ sort: tempting

use std::sync::Arc;

use tokio::sync::Semaphore;

/// The work has panicked.
#[derive(Debug, PartialEq, Eq)]
pub struct Panicked;

/// A limit for works that block, or compute for long.
pub struct Pool {
    places: Arc<Semaphore>,
}

impl Pool {
    /// So many at once.
    pub fn new(limit: usize) -> Pool {
        Pool { places: Arc::new(Semaphore::new(limit.max(1))) }
    }

    /// Does the work when there is a place for it.
    pub async fn run<T, F>(&self, work: F) -> Result<T, Panicked>
    where
        F: FnOnce() -> T + Send + 'static,
        T: Send + 'static,
    {
        // Whoever finds no place waits, and has none afterwards.
        drop(self.places.acquire().await);
        tokio::task::spawn_blocking(work).await.map_err(|_| Panicked)
    }
}
