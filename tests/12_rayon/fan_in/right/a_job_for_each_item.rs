//! A job for each item, all in one scope; what is sent too late is not even begun.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;

pub fn fan_in<T, R, W, S>(items: &[T], room: usize, work: W, mut sink: S)
where
    T: Sync,
    R: Send,
    W: Fn(&T) -> R + Send + Sync,
    S: FnMut(R),
{
    let (done, results) = mpsc::sync_channel(room);
    let (work, refused) = (&work, &AtomicBool::new(false));
    rayon::in_place_scope(|scope| {
        for item in items {
            let done = done.clone();
            scope.spawn(move |_| {
                if !refused.load(Ordering::Relaxed) && done.send(work(item)).is_err() {
                    refused.store(true, Ordering::Relaxed);
                }
            });
        }
        drop(done);
        results.into_iter().for_each(&mut sink);
    });
}
