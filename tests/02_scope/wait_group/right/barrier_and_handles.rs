//! Std only: a barrier is the gate, and the join handles know when everything is over.

use std::sync::{Arc, Barrier};
use std::thread::{self, JoinHandle};

pub struct Run {
    clients: Vec<JoinHandle<()>>,
}

pub fn launch<C, R>(clients: usize, connect: C, request: R) -> Run
where
    C: Fn(usize) + Send + Sync + 'static,
    R: Fn(usize) + Send + Sync + 'static,
{
    let gate = Arc::new(Barrier::new(clients));
    let calls = Arc::new((connect, request));
    let clients = (0..clients)
        .map(|client| {
            let (gate, calls) = (Arc::clone(&gate), Arc::clone(&calls));
            thread::spawn(move || {
                (calls.0)(client);
                gate.wait();
                (calls.1)(client);
            })
        })
        .collect();
    Run { clients }
}

impl Run {
    pub fn wait(self) {
        for client in self.clients {
            // An `Err` is a request that panicked, and that is over, too.
            let _ = client.join();
        }
    }
}
