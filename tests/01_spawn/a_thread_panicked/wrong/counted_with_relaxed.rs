//@ caught-by: model
//@ says: The count says that all are done, but a Relaxed count carries nothing with it: a balance stored before it may still read as 0.
//@ fails: every_outcome_has_its_place
//@ sort: schedule-only

use std::any::Any;
use std::panic::{self, AssertUnwindSafe};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

#[derive(Default)]
struct Slot {
    balance: AtomicU64,
    panic: Mutex<Option<String>>,
}

pub fn run_all<F>(jobs: Vec<F>) -> Vec<Result<u64, String>>
where
    F: FnOnce() -> u64 + Send + 'static,
{
    let count = jobs.len();
    let slots: Arc<Vec<Slot>> = Arc::new((0..count).map(|_| Slot::default()).collect());
    let done = Arc::new(AtomicUsize::new(0));
    for (place, job) in jobs.into_iter().enumerate() {
        let slots = Arc::clone(&slots);
        let done = Arc::clone(&done);
        thread::spawn(move || {
            let slot = &slots[place];
            match panic::catch_unwind(AssertUnwindSafe(job)) {
                Ok(balance) => slot.balance.store(balance, Ordering::Relaxed),
                Err(payload) => {
                    let mut panic = slot.panic.lock().expect("nobody panics while holding it");
                    *panic = Some(message(&*payload));
                }
            }
            done.fetch_add(1, Ordering::Relaxed);
        });
    }
    while done.load(Ordering::Relaxed) < count {
        thread::yield_now();
    }
    slots
        .iter()
        .map(|slot| match slot.panic.lock().expect("nobody panics while holding it").take() {
            Some(message) => Err(message),
            None => Ok(slot.balance.load(Ordering::Relaxed)),
        })
        .collect()
}

fn message(payload: &(dyn Any + Send)) -> String {
    if let Some(literal) = payload.downcast_ref::<&str>() {
        literal.to_string()
    } else if let Some(formatted) = payload.downcast_ref::<String>() {
        formatted.clone()
    } else {
        "panic without a message".to_string()
    }
}
