//! Std only: a barrier for the clients at the gate, and one for the clients and `wait` at the end. A guard arrives there even
//! if the request panics.

use std::sync::{Arc, Barrier};
use std::thread;

pub struct Run {
    end: Arc<Barrier>,
}

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
    let end = Arc::new(Barrier::new(clients + 1));
    let calls = Arc::new((connect, request));
    for client in 0..clients {
        let (gate, calls) = (Arc::clone(&gate), Arc::clone(&calls));
        let arrive = Arrive(Arc::clone(&end));
        thread::spawn(move || {
            let _arrive = arrive;
            (calls.0)(client);
            gate.wait();
            (calls.1)(client);
        });
    }
    Run { end }
}

impl Run {
    pub fn wait(self) {
        self.end.wait();
    }
}
