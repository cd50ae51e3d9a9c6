//@ caught-by: test
//@ says: The run keeps its own clone of the gate's group, and the clients wait at the gate for that one, too: for ever.
//@ fails: every_client_has_its_turn, wait_sees_the_last_request
//@ sort: tempting

use std::sync::Arc;
use std::thread;

use crossbeam::sync::WaitGroup;

pub struct Run {
    _connected: WaitGroup,
    done: WaitGroup,
}

pub fn launch<C, R>(clients: usize, connect: C, request: R) -> Run
where
    C: Fn(usize) + Send + Sync + 'static,
    R: Fn(usize) + Send + Sync + 'static,
{
    let run = Run { _connected: WaitGroup::new(), done: WaitGroup::new() };
    let calls = Arc::new((connect, request));
    for client in 0..clients {
        let (connected, done) = (run._connected.clone(), run.done.clone());
        let calls = Arc::clone(&calls);
        thread::spawn(move || {
            (calls.0)(client);
            connected.wait();
            (calls.1)(client);
            drop(done);
        });
    }
    run
}

impl Run {
    pub fn wait(self) {
        self.done.wait();
    }
}
