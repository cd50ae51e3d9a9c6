//! Counted by hand, and in the right place: each client is counted in before it is started, and `wait` looks now and then.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Barrier};
use std::thread;
use std::time::Duration;

pub struct Run {
    busy: Arc<AtomicUsize>,
}

struct Busy(Arc<AtomicUsize>);

impl Drop for Busy {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

pub fn launch<C, R>(clients: usize, connect: C, request: R) -> Run
where
    C: Fn(usize) + Send + Sync + 'static,
    R: Fn(usize) + Send + Sync + 'static,
{
    let busy = Arc::new(AtomicUsize::new(clients));
    let gate = Arc::new(Barrier::new(clients));
    let calls = Arc::new((connect, request));
    for client in 0..clients {
        let (gate, calls) = (Arc::clone(&gate), Arc::clone(&calls));
        let busy = Busy(Arc::clone(&busy));
        thread::spawn(move || {
            let _busy = busy;
            (calls.0)(client);
            gate.wait();
            (calls.1)(client);
        });
    }
    Run { busy }
}

impl Run {
    pub fn wait(self) {
        while self.busy.load(Ordering::SeqCst) > 0 {
            thread::sleep(Duration::from_millis(1));
        }
    }
}
