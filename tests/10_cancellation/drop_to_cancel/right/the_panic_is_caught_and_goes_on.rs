//! The panic is caught, everybody is told, and it goes on when they have been joined.

use std::convert::Infallible;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::thread;
use std::time::Duration;

use crossbeam::channel::{Receiver, after, never, select_biased, unbounded};

pub struct Stop {
    told: Receiver<Infallible>,
}

impl Stop {
    pub fn is_stopped(&self) -> bool {
        select_biased! {
            recv(self.told) -> _ => true,
            recv(never::<()>()) -> _ => false,
            default => false,
        }
    }

    pub fn wait(&self, limit: Duration) -> bool {
        select_biased! {
            recv(self.told) -> _ => true,
            recv(after(limit)) -> _ => false,
        }
    }
}

pub fn with_workers<W, B, R>(n: usize, work: W, body: B) -> R
where
    W: Fn(usize, &Stop) + Sync,
    B: FnOnce() -> R,
{
    let (tell, told) = unbounded();
    thread::scope(|scope| {
        let workers: Vec<_> = (0..n)
            .map(|worker| {
                let stop = Stop { told: told.clone() };
                let work = &work;
                scope.spawn(move || work(worker, &stop))
            })
            .collect();
        let result = catch_unwind(AssertUnwindSafe(body));
        drop(tell);
        let ended: Vec<_> = workers.into_iter().map(|worker| worker.join()).collect();
        match (result, ended.into_iter().collect::<Result<Vec<()>, _>>()) {
            (Ok(result), Ok(_)) => result,
            (Err(payload), _) | (_, Err(payload)) => resume_unwind(payload),
        }
    })
}
