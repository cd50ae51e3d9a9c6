//@ caught-by: test
//@ says: The work has a thread of its own, and `join` blocks this one until it is done. A task waits by `.await`.
//@ fails: the_runtime_goes_on
//@ sort: tempting

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
        std::thread::spawn(work).join().map_err(|_| Panicked)
    }
}
