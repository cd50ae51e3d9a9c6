//! # One password, and the whole server stood still
//!
//! A login hashes a password, which takes a processor a quarter of a second, on purpose. While it does so no other request gets an
//! answer, not even the health check, and the load balancer takes the instance out of service. Then there is a limit for how many are hashed at
//! once, and it does not hold when clients give up early: on a bad day fifty hashes run with a limit of four.
//!
//! In Go a goroutine that computes is put aside when its time is up, and one in a blocking call leaves its thread's place to another. So you never have to ask
//! whether a function blocks. A Rust task is put aside at an `.await`, and nowhere else. Between two of them it has the thread to itself,
//! be it for a microsecond or a second.
//!
//! Before you edit: a client hangs up while its password is being hashed. What is dropped then, and what goes on?
//!
//! What must hold:
//!
//! - Keep the signatures. `run(work)` gives the result of the work. While it is at work, the runtime goes on, even on a single thread.
//! - At any time at most `limit` works are at work (0 counts as 1), and so many may really be at the same time.
//! - A work that has begun cannot be stopped, and counts until it has ended, whether or not its caller is still there.
//! - Whoever leaves while waiting for a place takes the work along: it is not begun.
//! - A work that panics gives `Err(Panicked)` to its caller, and its place to the next one.
//! - Threads may share a `Pool`, and the future of `run` can be spawned.

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
        Pool { places: Semaphore::new(limit) }
    }

    /// Does the work when there is a place for it.
    pub async fn run<T, F>(&self, work: F) -> Result<T, Panicked>
    where
        F: FnOnce() -> T + Send + 'static,
        T: Send + 'static,
    {
        // TODO: whose is the place, and for how long?
        let _place = self.places.acquire().await.expect("it is never closed");
        // TODO: on which thread?
        Ok(work())
    }
}
