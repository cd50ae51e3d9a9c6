//! `Mutex` and `Condvar`, and a guard whose `Drop` sets the flag and rings: the way out does not matter.

use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::Duration;

#[derive(Clone, Default)]
pub struct Stop {
    shared: Arc<(Mutex<bool>, Condvar)>,
}

impl Stop {
    pub fn is_stopped(&self) -> bool {
        *self.shared.0.lock().unwrap()
    }

    pub fn wait(&self, limit: Duration) -> bool {
        let told = self.shared.0.lock().unwrap();
        *self.shared.1.wait_timeout_while(told, limit, |told| !*told).unwrap().0
    }
}

struct Tell(Stop);

impl Drop for Tell {
    fn drop(&mut self) {
        *self.0.shared.0.lock().unwrap() = true;
        self.0.shared.1.notify_all();
    }
}

pub fn with_workers<W, B, R>(n: usize, work: W, body: B) -> R
where
    W: Fn(usize, &Stop) + Sync,
    B: FnOnce() -> R,
{
    let stop = Stop::default();
    thread::scope(|scope| {
        let _tell = Tell(stop.clone());
        for worker in 0..n {
            let (stop, work) = (stop.clone(), &work);
            scope.spawn(move || work(worker, &stop));
        }
        body()
    })
}
