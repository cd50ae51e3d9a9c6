//! `Select::new_biased`, made once: the type behind `select_biased!`.

use crossbeam::channel::{Receiver, Select};

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
        let next = either.select();
        if next.index() == stopped {
            let _ = next.recv(stop);
            return Ended::Stopped;
        }
        match next.recv(jobs) {
            Ok(job) => handle(job),
            Err(_) => return Ended::Drained,
        }
    }
}
