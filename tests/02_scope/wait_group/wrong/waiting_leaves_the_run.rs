//@ caught-by: compile_fail
//@ says: `wait(&self)` leaves a run behind that is over, and that anybody may wait for once more.
//@ sort: tempting

use std::sync::{Arc, Barrier, Mutex};
use std::thread::{self, JoinHandle};

pub struct Run(Mutex<Vec<JoinHandle<()>>>);

pub fn launch<C, R>(clients: usize, connect: C, request: R) -> Run
where
    C: Fn(usize) + Send + Sync + 'static,
    R: Fn(usize) + Send + Sync + 'static,
{
    let gate = Arc::new(Barrier::new(clients));
    let calls = Arc::new((connect, request));
    let start = |client| {
        let (gate, calls) = (Arc::clone(&gate), Arc::clone(&calls));
        thread::spawn(move || {
            (calls.0)(client);
            gate.wait();
            (calls.1)(client);
        })
    };
    Run(Mutex::new((0..clients).map(start).collect()))
}

impl Run {
    pub fn wait(&self) {
        for client in self.0.lock().unwrap().drain(..) {
            let _ = client.join();
        }
    }
}
