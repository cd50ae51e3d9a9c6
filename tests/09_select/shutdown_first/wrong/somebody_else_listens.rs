//@ caught-by: test
//@ says: A thread hears the stop and sets a flag. Until it has done so the worker goes on, and nobody knows for how long.
//@ fails: handled_and_left_agree
//@ sort: tempting

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crossbeam::channel::{Receiver, select};

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
    let stopped = Arc::new(AtomicBool::new(false));
    let (listens, heard) = (stop.clone(), Arc::clone(&stopped));
    thread::spawn(move || {
        let _ = listens.recv();
        heard.store(true, Ordering::SeqCst);
    });
    while !stopped.load(Ordering::SeqCst) {
        select! {
            recv(stop) -> _ => return Ended::Stopped,
            recv(jobs) -> job => match job {
                Ok(job) => handle(job),
                Err(_) => return Ended::Drained,
            },
        }
    }
    Ended::Stopped
}
