//@ caught-by: test
//@ says: A `JoinError` says that the work has panicked. With `unwrap` the caller panics as well.
//@ fails: results_come_back
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
        let place = self.places.clone().acquire_owned().await.unwrap();
        let working = tokio::task::spawn_blocking(move || {
            let _place = place;
            work()
        });
        Ok(working.await.unwrap())
    }
}
