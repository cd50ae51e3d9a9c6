//@ caught-by: model
//@ says: Each client counts itself in when it gets to run; a `wait` that comes earlier finds nobody to wait for.
//@ fails: wait_waits_for_everyone, a_panic_is_an_end_too
//@ sort: schedule-only

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Barrier};
use std::thread;

pub struct Run(Arc<AtomicUsize>);

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
    let busy = Arc::new(AtomicUsize::new(0));
    let gate = Arc::new(Barrier::new(clients));
    let calls = Arc::new((connect, request));
    for client in 0..clients {
        let (busy, gate, calls) = (Arc::clone(&busy), Arc::clone(&gate), Arc::clone(&calls));
        thread::spawn(move || {
            busy.fetch_add(1, Ordering::SeqCst);
            let _busy = Busy(busy);
            (calls.0)(client);
            gate.wait();
            (calls.1)(client);
        });
    }
    Run(busy)
}

impl Run {
    pub fn wait(self) {
        while self.0.load(Ordering::SeqCst) > 0 {
            thread::yield_now();
        }
    }
}
