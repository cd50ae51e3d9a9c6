//! # It went on for a while
//!
//! A worker takes jobs from a queue until it is told to stop. In tests it stops. In production the queue is never empty, and
//! there "stop" meant: some more jobs. Mostly one or two, once eleven. Each of them began after
//! the operator had said stop; and when the queue *was* empty, the worker did not stop at all.
//!
//! In Go, `select` takes any of the cases that are ready, at random. The order in which they are written means nothing.
//! crossbeam's `select!` does the same, and `select_biased!` is what a reader from another language expects `select` to be: of
//! the arms that are ready it takes the first.
//!
//! Before you edit: "stop" and a job are both ready. How often does your code take the job? And the
//! time after that?
//!
//! What must hold, for `work(jobs, stop, handle)`, with exactly the signature below:
//!
//! - Jobs are handled when they come, in their order, one at a time.
//! - When `stop` is closed (nothing is ever sent over it), the job that is being handled is finished, and was the last: what
//!   `work` returns is `Stopped`. If it is closed before the call, no job is handled. (A job that is taken out of the queue in
//!   the very moment in which `stop` is closed may still be handled.)
//! - Also when there is nothing to do, `stop` ends it.
//! - When all senders of `jobs` are gone, what is in the queue is handled, and then it returns `Drained`. If both are
//!   closed already, and nothing is left to do, it is `Stopped`.
//! - A job that is not handled stays in the queue. None is lost.
//! - While there is nothing to do it sleeps. It does not ask in a loop, not even once in a while.

use crossbeam::channel::{Receiver, select};

/// Why a worker has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// It was told to stop. There may be jobs left.
    Stopped,
    /// There are no more jobs, and no more will come.
    Drained,
}

/// Handles jobs, until it is told to stop or there are no more.
pub fn work<J, H>(jobs: &Receiver<J>, stop: &Receiver<()>, mut handle: H) -> Ended
where
    J: Send + 'static,
    H: FnMut(J),
{
    loop {
        select! {
            // TODO: "stop" comes first here. What does that mean?
            recv(stop) -> word => {
                // TODO: nothing is ever sent over it.
                if word.is_ok() {
                    return Ended::Stopped;
                }
            }
            recv(jobs) -> job => match job {
                Ok(job) => handle(job),
                Err(_) => return Ended::Drained,
            },
        }
    }
}
