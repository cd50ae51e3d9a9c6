//! Of the arms that are ready the first one is taken, and the first one is "stop".

use crossbeam::channel::{Receiver, select_biased};

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
        // Both are waited for, so that "stop" is heard while there is nothing to do. Where both are ready, the order decides.
        // The arms are looked at one after the other: between the two looks somebody may still close `stop`, and then one job more
        // is begun. It is no more than one, since the next turn looks at `stop` first.
        select_biased! {
            recv(stop) -> _ => return Ended::Stopped,
            // A job that has been taken is handled. To take it and then to ask would be too late: where would it go?
            recv(jobs) -> job => match job {
                Ok(job) => handle(job),
                Err(_) => return Ended::Drained,
            },
        }
    }
}
