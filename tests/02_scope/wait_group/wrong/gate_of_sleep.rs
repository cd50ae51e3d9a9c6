//@ caught-by: model
//@ says: A sleep is no gate: a client that takes longer to connect than the others sleep is left behind.
//@ fails: the_gate_holds
//@ sort: schedule-only

use std::sync::Arc;
use std::thread;
use std::time::Duration;

use crossbeam::sync::WaitGroup;

pub struct Run(WaitGroup);

pub fn launch<C, R>(clients: usize, connect: C, request: R) -> Run
where
    C: Fn(usize) + Send + Sync + 'static,
    R: Fn(usize) + Send + Sync + 'static,
{
    let done = WaitGroup::new();
    let calls = Arc::new((connect, request));
    for client in 0..clients {
        let (done, calls) = (done.clone(), Arc::clone(&calls));
        thread::spawn(move || {
            (calls.0)(client);
            thread::sleep(Duration::from_millis(5));
            (calls.1)(client);
            drop(done);
        });
    }
    Run(done)
}

impl Run {
    pub fn wait(self) {
        self.0.wait();
    }
}
