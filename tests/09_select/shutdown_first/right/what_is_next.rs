//! The selection says what is next, and a `match` outside of it says what that means.

use crossbeam::channel::{Receiver, select_biased};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    Stopped,
    Drained,
}

enum Next<J> {
    Stop,
    Job(J),
    End,
}

pub fn work<J, H>(jobs: &Receiver<J>, stop: &Receiver<()>, mut handle: H) -> Ended
where
    J: Send + 'static,
    H: FnMut(J),
{
    loop {
        let next = select_biased! {
            recv(stop) -> _ => Next::Stop,
            recv(jobs) -> job => job.map_or(Next::End, Next::Job),
        };
        match next {
            Next::Stop => break Ended::Stopped,
            Next::Job(job) => handle(job),
            Next::End => break Ended::Drained,
        }
    }
}
