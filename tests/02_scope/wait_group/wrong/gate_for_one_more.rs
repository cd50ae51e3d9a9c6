//@ caught-by: test
//@ says: The barrier is for the clients and one more, and nobody is the one more: the gate never opens.
//@ fails: every_client_has_its_turn, wait_sees_the_last_request
//@ sort: tempting

use std::sync::{Arc, Barrier};
use std::thread::{self, JoinHandle};

pub struct Run(Vec<JoinHandle<()>>);

pub fn launch<C, R>(clients: usize, connect: C, request: R) -> Run
where
    C: Fn(usize) + Send + Sync + 'static,
    R: Fn(usize) + Send + Sync + 'static,
{
    let gate = Arc::new(Barrier::new(clients + 1));
    let calls = Arc::new((connect, request));
    let start = |client| {
        let (gate, calls) = (Arc::clone(&gate), Arc::clone(&calls));
        thread::spawn(move || {
            (calls.0)(client);
            gate.wait();
            (calls.1)(client);
        })
    };
    Run((0..clients).map(start).collect())
}

impl Run {
    pub fn wait(self) {
        for client in self.0 {
            let _ = client.join();
        }
    }
}
