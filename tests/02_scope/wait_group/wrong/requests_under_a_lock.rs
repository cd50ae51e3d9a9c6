//@ caught-by: model
//@ says: The gate opens for everyone, and behind it a lock lets them through one by one: that is no load test.
//@ fails: requests_run_at_the_same_time
//@ sort: tempting

use std::sync::{Arc, Barrier, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

pub struct Run(Vec<JoinHandle<()>>);

pub fn launch<C, R>(clients: usize, connect: C, request: R) -> Run
where
    C: Fn(usize) + Send + Sync + 'static,
    R: Fn(usize) + Send + Sync + 'static,
{
    let gate = Arc::new(Barrier::new(clients));
    let connect = Arc::new(connect);
    let request = Arc::new(Mutex::new(request));
    let start = |client| {
        let (gate, connect, request) =
            (Arc::clone(&gate), Arc::clone(&connect), Arc::clone(&request));
        thread::spawn(move || {
            connect(client);
            gate.wait();
            let request = request.lock().unwrap_or_else(PoisonError::into_inner);
            request(client);
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
