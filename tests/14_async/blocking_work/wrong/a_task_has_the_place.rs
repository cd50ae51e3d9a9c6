//@ caught-by: model
//@ says: The permit belongs to a task. A runtime that ends drops its tasks, and this permit, while the work goes on in its thread: the next one, on another runtime, begins beside it. It is the closure that must own the permit.
//@ fails: also_when_the_runtime_ends
//@ sort: schedule-only

use std::sync::Arc;

use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

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
        let place = self.places.clone().acquire_owned().await.expect("it is never closed");
        let working = tokio::spawn(async move {
            let _place = place;
            spawn_blocking(work).await
        });
        working.await.map_err(|_| Panicked)?.map_err(|_| Panicked)
    }
}
