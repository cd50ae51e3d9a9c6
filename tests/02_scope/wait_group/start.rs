//! # All clients at once, and nobody forgotten
//!
//! A load test has a number of clients. Each of them connects, and when the last one is connected
//! they all send their request at the same moment. `launch` starts the clients and returns while
//! they are at work; whoever wants the result calls `wait` on the run, maybe in another function,
//! maybe much later. Now and then the report counts a request too few, and it always did count
//! requests that were sent before everyone was connected.
//!
//! No scope can do the waiting here: the clients outlive the function that started them. In Go you
//! would use two `sync.WaitGroup`s. "Rust has no WaitGroup", somebody must have read, and counted by
//! hand below. It is not in `std`, that much is true: it is `crossbeam::sync::WaitGroup`. What `std`
//! has is `Barrier`, `JoinHandle` and channels, and those will do, too.
//!
//! Before you edit: which thread executes the line that counts a client in, and what if `wait` is
//! faster?
//!
//! What must hold:
//!
//! - `launch(clients, connect, request)` starts a thread for each client, `0..clients`, and returns
//!   the `Run` without waiting for any of them. Keep the signatures of `launch` and `wait`.
//! - Client `i` calls `connect(i)` and then `request(i)`, each exactly once.
//! - The gate: nobody sends a request before every `connect` has returned. Then all requests may run
//!   at the same time.
//! - `run.wait()` returns when every request is over, under every schedule, and not before. (The
//!   threads may still be on their way out.)
//! - A request that panics is over, too: the others go on, and `wait` returns as usual. You need not
//!   think about a `connect` that panics.
//! - A run without clients is over at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

/// A load test that has been launched.
pub struct Run {
    busy: Arc<AtomicUsize>,
}

/// Starts `clients` clients: each connects, waits at the gate for the others, and sends its request.
pub fn launch<C, R>(clients: usize, connect: C, request: R) -> Run
where
    C: Fn(usize) + Send + Sync + 'static,
    R: Fn(usize) + Send + Sync + 'static,
{
    let busy = Arc::new(AtomicUsize::new(0));
    let calls = Arc::new((connect, request));
    for client in 0..clients {
        let (busy, calls) = (Arc::clone(&busy), Arc::clone(&calls));
        thread::spawn(move || {
            // TODO: this is `wg.Add(1)` and `defer wg.Done()`. Is it in the right place?
            let _busy = Busy::new(busy);
            let (connect, request) = &*calls;
            connect(client);
            // TODO: the gate.
            request(client);
        });
    }
    Run { busy }
}

impl Run {
    /// Returns when every request is over.
    pub fn wait(self) {
        // TODO: there are types that wait without looking again and again.
        while self.busy.load(Ordering::SeqCst) > 0 {
            thread::sleep(Duration::from_millis(1));
        }
    }
}

/// A client that counts as busy until this is dropped, by a panic if need be.
struct Busy(Arc<AtomicUsize>);

impl Busy {
    fn new(count: Arc<AtomicUsize>) -> Busy {
        count.fetch_add(1, Ordering::SeqCst);
        Busy(count)
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}
