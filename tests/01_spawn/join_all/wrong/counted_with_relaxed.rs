//@ caught-by: model
//@ says: The count says that all are done, but a Relaxed count carries nothing with it: a result stored before it may still look empty. Join gives that order for free.
//@ fails: results_stand_in_the_order_of_the_jobs
//@ sort: schedule-only

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::thread;

pub fn join_all<F>(jobs: Vec<F>) -> Vec<u64>
where
    F: FnOnce() -> u64 + Send + 'static,
{
    let count = jobs.len();
    let slots: Arc<Vec<AtomicU64>> = Arc::new((0..count).map(|_| AtomicU64::new(0)).collect());
    let done = Arc::new(AtomicUsize::new(0));
    for (place, job) in jobs.into_iter().enumerate() {
        let slots = Arc::clone(&slots);
        let done = Arc::clone(&done);
        thread::spawn(move || {
            slots[place].store(job(), Ordering::Relaxed);
            done.fetch_add(1, Ordering::Relaxed);
        });
    }
    while done.load(Ordering::Relaxed) < count {
        thread::yield_now();
    }
    slots.iter().map(|slot| slot.load(Ordering::Relaxed)).collect()
}
