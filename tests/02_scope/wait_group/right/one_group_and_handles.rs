//! The wait group is the gate only; a thread that starts the clients in a scope is the end.

use std::thread::{self, JoinHandle};

use crossbeam::sync::WaitGroup;

pub struct Run {
    crew: JoinHandle<()>,
}

pub fn launch<C, R>(clients: usize, connect: C, request: R) -> Run
where
    C: Fn(usize) + Send + Sync + 'static,
    R: Fn(usize) + Send + Sync + 'static,
{
    let crew = thread::spawn(move || {
        thread::scope(|scope| {
            let gate = WaitGroup::new();
            for client in 0..clients {
                let (gate, connect, request) = (gate.clone(), &connect, &request);
                scope.spawn(move || {
                    connect(client);
                    gate.wait();
                    request(client);
                });
            }
        });
    });
    Run { crew }
}

impl Run {
    pub fn wait(self) {
        // The scope panics if a client did, when all of them are over. That is the `Err` ignored here.
        let _ = self.crew.join();
    }
}
