//@ caught-by: test
//@ says: The closure is handed over first, and waits for its place in a thread: there nobody can take it back, and it is begun when its caller has long been gone.
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
        let places = self.places.clone();
        let runtime = tokio::runtime::Handle::current();
        let working = tokio::task::spawn_blocking(move || {
            let _place = runtime.block_on(places.acquire()).expect("it is never closed");
            work()
        });
        working.await.map_err(|_| Panicked)
    }
}
