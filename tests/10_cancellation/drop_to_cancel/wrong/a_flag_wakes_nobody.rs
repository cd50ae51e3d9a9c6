//@ caught-by: test
//@ says: A flag is set, and whoever sleeps does not see it: each worker ends when its sleep is over.
//@ sort: tempting

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

#[derive(Default)]
pub struct Stop {
    told: AtomicBool,
}

impl Stop {
    pub fn is_stopped(&self) -> bool {
        self.told.load(Ordering::SeqCst)
    }

    pub fn wait(&self, limit: Duration) -> bool {
        if !self.is_stopped() {
            thread::sleep(limit);
        }
        self.is_stopped()
    }
}

struct Tell<'a>(&'a Stop);

impl Drop for Tell<'_> {
    fn drop(&mut self) {
        self.0.told.store(true, Ordering::SeqCst);
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
