//@ caught-by: test
//@ says: The place is given back in the line after the work, and a work that panics never gets there. Let a permit do it, when it is dropped.
//@ fails: results_come_back
//@ sort: boundary

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
        self.places.acquire().await.expect("it is never closed").forget();
        let places = self.places.clone();
        let working = tokio::task::spawn_blocking(move || {
            let result = work();
            places.add_permits(1);
            result
        });
        working.await.map_err(|_| Panicked)
    }
}
