//! A thread of its own waits for the pool; this one receives.

use std::sync::mpsc;
use std::thread;

use rayon::prelude::*;

pub fn fan_in<T, R, W, S>(items: &[T], room: usize, work: W, mut sink: S)
where
    T: Sync,
    R: Send,
    W: Fn(&T) -> R + Send + Sync,
    S: FnMut(R),
{
    let (done, results) = mpsc::sync_channel(room);
    let work = &work;
    thread::scope(|scope| {
        let working = scope.spawn(move || {
            items.par_iter().try_for_each_with(done, |done, item| done.send(work(item)))
        });
        results.into_iter().for_each(&mut sink);
        if let Err(panic) = working.join() {
            std::panic::resume_unwind(panic);
        }
    });
}
