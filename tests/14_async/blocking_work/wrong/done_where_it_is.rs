//@ caught-by: test
//@ says: An `async fn` runs on the thread that polls it: as long as the work takes, nobody else on this thread gets a turn. `spawn_blocking` has threads for that.
//@ fails: the_runtime_goes_on
//@ sort: tempting

use std::panic::{AssertUnwindSafe, catch_unwind};

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
        tokio::task::yield_now().await;
        catch_unwind(AssertUnwindSafe(work)).map_err(|_| Panicked)
    }
}
