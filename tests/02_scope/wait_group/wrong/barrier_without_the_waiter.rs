//@ caught-by: test
//@ says: A barrier for n threads is waited at by n + 1: `wait` takes a client's place and returns early, or comes last and hangs.
//@ fails: wait_sees_the_last_request
//@ sort: tempting

use std::sync::{Arc, Barrier};
use std::thread;

pub struct Run(Arc<Barrier>);

struct Arrive(Arc<Barrier>);

impl Drop for Arrive {
    fn drop(&mut self) {
        self.0.wait();
    }
}

pub fn launch<C, R>(clients: usize, connect: C, request: R) -> Run
where
    C: Fn(usize) + Send + Sync + 'static,
    R: Fn(usize) + Send + Sync + 'static,
{
    let gate = Arc::new(Barrier::new(clients));
    let end = Arc::new(Barrier::new(clients));
    let calls = Arc::new((connect, request));
    for client in 0..clients {
        let (gate, end, calls) = (Arc::clone(&gate), Arc::clone(&end), Arc::clone(&calls));
        thread::spawn(move || {
            let _arrive = Arrive(end);
            (calls.0)(client);
            gate.wait();
            (calls.1)(client);
        });
    }
    Run(end)
}

impl Run {
    pub fn wait(self) {
        self.0.wait();
    }
}
