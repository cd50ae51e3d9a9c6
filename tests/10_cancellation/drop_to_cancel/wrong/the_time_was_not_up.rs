//@ caught-by: model
//@ says: A wait may end for no reason, and "the time was not up" does not mean "it was told".
//@ sort: schedule-only

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex};
use std::thread;
use std::time::Duration;

#[derive(Default)]
pub struct Stop {
    told: AtomicBool,
    waiting: Mutex<()>,
    bell: Condvar,
}

impl Stop {
    pub fn is_stopped(&self) -> bool {
        self.told.load(Ordering::SeqCst)
    }

    pub fn wait(&self, limit: Duration) -> bool {
        let waiting = self.waiting.lock().unwrap();
        if self.is_stopped() {
            return true;
        }
        !self.bell.wait_timeout(waiting, limit).unwrap().1.timed_out()
    }
}

struct Tell<'a>(&'a Stop);

impl Drop for Tell<'_> {
    fn drop(&mut self) {
        let waiting = self.0.waiting.lock().unwrap();
        self.0.told.store(true, Ordering::SeqCst);
        drop(waiting);
        self.0.bell.notify_all();
    }
}

pub fn with_workers<W, B, R>(n: usize, work: W, body: B) -> R
where
    W: Fn(usize, &Stop) + Sync,
    B: FnOnce() -> R,
{
    let stop = Stop::default();
    thread::scope(|scope| {
        let _tell = Tell(&stop);
        for worker in 0..n {
            let (stop, work) = (&stop, &work);
            scope.spawn(move || work(worker, stop));
        }
        body()
    })
}
