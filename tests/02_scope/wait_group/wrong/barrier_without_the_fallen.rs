//@ caught-by: test
//@ says: A request that panics never arrives at the barrier after it, so `wait` waits for ever.
//@ fails: a_panic_is_an_end_too
//@ sort: boundary

use std::sync::{Arc, Barrier};
use std::thread;

pub struct Run(Arc<Barrier>);

pub fn launch<C, R>(clients: usize, connect: C, request: R) -> Run
where
    C: Fn(usize) + Send + Sync + 'static,
    R: Fn(usize) + Send + Sync + 'static,
{
    let gate = Arc::new(Barrier::new(clients));
    let end = Arc::new(Barrier::new(clients + 1));
    let calls = Arc::new((connect, request));
    for client in 0..clients {
        let (gate, end, calls) = (Arc::clone(&gate), Arc::clone(&end), Arc::clone(&calls));
        thread::spawn(move || {
            (calls.0)(client);
            gate.wait();
            (calls.1)(client);
            end.wait();
        });
    }
    Run(end)
}

impl Run {
    pub fn wait(self) {
        self.0.wait();
    }
}
