//! A thread for each work, and a channel that a task can wait for.

use std::sync::Arc;
use std::thread;

use tokio::sync::{Semaphore, oneshot};

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
        let place = Arc::clone(&self.places).acquire_owned().await.unwrap();
        let (tell, told) = oneshot::channel();
        thread::spawn(move || {
            let _place = place;
            let _ = tell.send(work());
        });
        told.await.map_err(|_| Panicked)
    }
}
