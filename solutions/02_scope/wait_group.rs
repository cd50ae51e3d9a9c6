//! A wait group counts its clones: a client is counted in before it exists, and counted out when its clone is dropped.

use std::sync::Arc;
use std::thread;

use crossbeam::sync::WaitGroup;

/// A load test that has been launched.
#[must_use = "nobody waits for the clients unless `wait` is called"]
pub struct Run {
    done: WaitGroup,
}

/// Starts `clients` clients: each connects, waits at the gate for the others, and sends its request.
pub fn launch<C, R>(clients: usize, connect: C, request: R) -> Run
where
    C: Fn(usize) + Send + Sync + 'static,
    R: Fn(usize) + Send + Sync + 'static,
{
    let connected = WaitGroup::new();
    let done = WaitGroup::new();
    let calls = Arc::new((connect, request));
    for client in 0..clients {
        // `wg.Add(1)` is a clone, and it happens here, on the launching thread. One line further down, in the closure, it
        // would happen when the new thread gets to run; a `wait` that comes before that finds nobody to wait for.
        let (connected, done, calls) = (connected.clone(), done.clone(), Arc::clone(&calls));
        thread::spawn(move || {
            let (connect, request) = &*calls;
            connect(client);
            // `wg.Done()` and `wg.Wait()` in one: it gives up this clone, and waits for the others to be given up.
            connected.wait();
            request(client);
            // `defer wg.Done()`: naming `done` is what moves it into the thread. A panic drops it, too.
            drop(done);
        });
    }
    // This function's own `connected` ends here. If the `Run` kept it, the gate would wait for it and never open. It does
    // keep its own `done`, and gives it up in `wait`.
    Run { done }
}

impl Run {
    /// Returns when every request is over.
    pub fn wait(self) {
        self.done.wait();
    }
}
