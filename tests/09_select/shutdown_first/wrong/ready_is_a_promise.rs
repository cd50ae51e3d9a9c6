//@ caught-by: model
//@ says: `ready` says that there was a job. Somebody else has taken it meanwhile, and "there is none" is taken for "there are no more".
//@ fails: two_workers_and_one_job
//@ sort: schedule-only

use crossbeam::channel::{Receiver, Select, TryRecvError};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    Stopped,
    Drained,
}

pub fn work<J, H>(jobs: &Receiver<J>, stop: &Receiver<()>, mut handle: H) -> Ended
where
    J: Send + 'static,
    H: FnMut(J),
{
    let mut either = Select::new_biased();
    let stopped = either.recv(stop);
    either.recv(jobs);
    loop {
        if either.ready() == stopped || stop.try_recv() == Err(TryRecvError::Disconnected) {
            return Ended::Stopped;
        }
        match jobs.try_recv() {
            Ok(job) => handle(job),
            Err(_) => return Ended::Drained,
        }
    }
}
