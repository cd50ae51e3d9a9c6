//! Std only: nobody ever sends anything. The channel closes when the last client drops its sender.

use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Barrier};
use std::thread;

pub struct Run {
    closed: Receiver<()>,
}

pub fn launch<C, R>(clients: usize, connect: C, request: R) -> Run
where
    C: Fn(usize) + Send + Sync + 'static,
    R: Fn(usize) + Send + Sync + 'static,
{
    let gate = Arc::new(Barrier::new(clients));
    let calls = Arc::new((connect, request));
    let (busy, closed) = mpsc::channel();
    for client in 0..clients {
        let (gate, calls, busy) = (Arc::clone(&gate), Arc::clone(&calls), busy.clone());
        thread::spawn(move || {
            (calls.0)(client);
            gate.wait();
            (calls.1)(client);
            drop(busy);
        });
    }
    Run { closed }
}

impl Run {
    pub fn wait(self) {
        // The error says that all senders are gone, which is what we are waiting for.
        let _ = self.closed.recv();
    }
}
