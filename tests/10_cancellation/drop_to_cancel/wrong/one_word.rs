//@ caught-by: test
//@ says: One word is received by one worker. The others wait on, and the scope waits for them.
//@ fails: all_of_them_are_told
//@ sort: tempting

use std::thread;
use std::time::Duration;

use crossbeam::channel::{Receiver, unbounded};

pub struct Stop {
    told: Receiver<()>,
}

impl Stop {
    pub fn is_stopped(&self) -> bool {
        !self.told.is_empty()
    }

    pub fn wait(&self, limit: Duration) -> bool {
        self.told.recv_timeout(limit).is_ok()
    }
}

pub fn with_workers<W, B, R>(n: usize, work: W, body: B) -> R
where
    W: Fn(usize, &Stop) + Sync,
    B: FnOnce() -> R,
{
    let (tell, told) = unbounded();
    thread::scope(|scope| {
        for worker in 0..n {
            let (stop, work) = (Stop { told: told.clone() }, &work);
            scope.spawn(move || work(worker, &stop));
        }
        let result = body();
        let _ = tell.send(());
        result
    })
}
