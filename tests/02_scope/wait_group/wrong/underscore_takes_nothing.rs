//@ caught-by: test
//@ says: `let _ = done;` does not even move `done` into the thread: the clone is dropped in the loop, and nobody is counted.
//@ fails: wait_sees_the_last_request
//@ sort: tempting

use std::sync::{Arc, Barrier};
use std::thread;

use crossbeam::sync::WaitGroup;

pub struct Run(WaitGroup);

pub fn launch<C, R>(clients: usize, connect: C, request: R) -> Run
where
    C: Fn(usize) + Send + Sync + 'static,
    R: Fn(usize) + Send + Sync + 'static,
{
    let gate = Arc::new(Barrier::new(clients));
    let all_done = WaitGroup::new();
    let calls = Arc::new((connect, request));
    for client in 0..clients {
        let done = all_done.clone();
        let (gate, calls) = (Arc::clone(&gate), Arc::clone(&calls));
        thread::spawn(move || {
            let _ = done;
            (calls.0)(client);
            gate.wait();
            (calls.1)(client);
        });
    }
    Run(all_done)
}

impl Run {
    pub fn wait(self) {
        self.0.wait();
    }
}
