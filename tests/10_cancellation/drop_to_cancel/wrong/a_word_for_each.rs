//@ caught-by: test
//@ says: A word for each worker, and each look takes one away: whoever asks twice takes the word of somebody else, or waits for one that does not come.
//@ fails: told_is_told
//@ sort: tempting

use std::thread;
use std::time::Duration;

use crossbeam::channel::{Receiver, unbounded};

pub struct Stop {
    told: Receiver<()>,
}

impl Stop {
    pub fn is_stopped(&self) -> bool {
        self.told.try_recv().is_ok()
    }

    pub fn wait(&self, limit: Duration) -> bool {
        self.told.recv_timeout(limit).is_ok()
    }
}

struct Tell<'a>(usize, &'a crossbeam::channel::Sender<()>);

impl Drop for Tell<'_> {
    fn drop(&mut self) {
        for _ in 0..self.0 {
            let _ = self.1.send(());
        }
    }
}

pub fn with_workers<W, B, R>(n: usize, work: W, body: B) -> R
where
    W: Fn(usize, &Stop) + Sync,
    B: FnOnce() -> R,
{
    let (tell, told) = unbounded();
    let tell = &tell;
    thread::scope(|scope| {
        let _tell = Tell(n, tell);
        for worker in 0..n {
            let (stop, work) = (Stop { told: told.clone() }, &work);
            scope.spawn(move || work(worker, &stop));
        }
        body()
    })
}
