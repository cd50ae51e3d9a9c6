//! The work goes to a thread that may block, and takes its place in the limit along.

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
        // Here we may be dropped, and `work` with us: nothing has begun.
        let place = self.places.clone().acquire_owned().await.expect("it is never closed");
        // From here on the work goes on whatever becomes of us: a closure that runs has no `.await` to stop at. So the permit belongs to
        // the closure. In this function it would be given back as soon as the caller leaves. A panic drops it as well.
        let working = spawn_blocking(move || {
            let _place = place;
            work()
        });
        working.await.map_err(|_| Panicked)
    }
}
