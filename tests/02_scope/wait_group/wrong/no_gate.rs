//@ caught-by: model
//@ says: The end is waited for, but there is no gate: a quick client sends its request while another one is connecting.
//@ fails: the_gate_holds
//@ sort: schedule-only

use std::sync::Arc;
use std::thread::{self, JoinHandle};

pub struct Run(Vec<JoinHandle<()>>);

pub fn launch<C, R>(clients: usize, connect: C, request: R) -> Run
where
    C: Fn(usize) + Send + Sync + 'static,
    R: Fn(usize) + Send + Sync + 'static,
{
    let calls = Arc::new((connect, request));
    let start = |client| {
        let calls = Arc::clone(&calls);
        thread::spawn(move || {
            (calls.0)(client);
            (calls.1)(client);
        })
    };
    Run((0..clients).map(start).collect())
}

impl Run {
    pub fn wait(self) {
        for client in self.0 {
            // A request that panicked is over, which is all we want to know.
            let _ = client.join();
        }
    }
}
