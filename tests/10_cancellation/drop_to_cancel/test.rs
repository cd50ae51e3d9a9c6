//! Is everybody told on real threads, on every way out, and not before?
//@ deadline: 8s

use std::mem;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use answer::{Stop, with_workers};
use harness::{Rendezvous, Rng, all_come_to_rest, seed};

const AN_HOUR: Duration = Duration::from_secs(3_600);

/// Until all workers wait, if they do, so that it is not luck whether one that nobody wakes had gone to sleep.
fn they_wait() {
    all_come_to_rest(Duration::from_secs(1));
}

/// Any number of workers, all waiting: what the body returned comes back, and each worker was told.
pub fn all_of_them_are_told(seed: u64) -> Vec<(u64, Vec<usize>)> {
    let mut rng = Rng::new(seed);
    let mut first = true;
    (0..20)
        .map(|_| {
            let (n, value) = (rng.below(6) as usize, rng.next_u64());
            let limit = if rng.below(2) == 0 { AN_HOUR } else { Duration::MAX };
            let told = Mutex::new(Vec::new());
            let work = |worker: usize, stop: &Stop| {
                if stop.wait(limit) {
                    told.lock().unwrap().push(worker);
                }
            };
            let result = with_workers(n, work, || {
                if n > 0 && mem::take(&mut first) {
                    they_wait();
                }
                value
            });
            let mut told = told.into_inner().unwrap();
            told.sort_unstable();
            (result, told)
        })
        .collect()
}

/// The workers are at work while the body is, and nobody has been told.
pub fn meanwhile() {
    let meeting = Rendezvous::new(4);
    let early = AtomicUsize::new(0);
    let over = AtomicBool::new(false);
    let work = |_: usize, stop: &Stop| {
        meeting.meet();
        while !stop.wait(Duration::from_micros(100)) {}
        if !over.load(Ordering::SeqCst) {
            early.fetch_add(1, Ordering::SeqCst);
        }
    };
    with_workers(3, work, || {
        meeting.meet();
        for _ in 0..20 {
            std::thread::yield_now();
        }
        over.store(true, Ordering::SeqCst);
    });
    assert_eq!(early.load(Ordering::SeqCst), 0, "workers told before the body had ended");
}

/// A body that panics: the workers are told and end, and then the panic goes on.
pub fn a_body_that_panics() {
    for (n, waiting) in [(3, true), (0, false), (1, false), (2, false), (3, false)] {
        let ended = AtomicUsize::new(0);
        let work = |_: usize, stop: &Stop| {
            if stop.wait(AN_HOUR) {
                ended.fetch_add(1, Ordering::SeqCst);
            }
        };
        let body = || {
            if waiting {
                they_wait();
            }
            panic!("broken on purpose")
        };
        let call = AssertUnwindSafe(|| with_workers(n, work, body));
        let payload = catch_unwind(call).expect_err("the body has panicked");
        assert_eq!(payload.downcast_ref(), Some(&"broken on purpose"), "what it panicked with");
        assert_eq!(ended.load(Ordering::SeqCst), n, "workers told, of {n}");
    }
}

/// A worker that panics: the body is finished, the others are told then, and the call panics.
pub fn a_worker_that_panics() {
    let meeting = Rendezvous::new(4);
    let (told, finished) = (AtomicUsize::new(0), AtomicBool::new(false));
    let work = |worker: usize, stop: &Stop| {
        meeting.meet();
        if worker == 1 {
            panic!("this worker is broken on purpose");
        }
        if stop.wait(AN_HOUR) && finished.load(Ordering::SeqCst) {
            told.fetch_add(1, Ordering::SeqCst);
        }
    };
    let body = || {
        meeting.meet();
        they_wait();
        finished.store(true, Ordering::SeqCst);
    };
    let call = AssertUnwindSafe(|| with_workers(3, work, body));
    assert!(catch_unwind(call).is_err(), "a worker has panicked, and nobody hears of it");
    assert!(finished.load(Ordering::SeqCst), "the body is finished");
    assert_eq!(told.load(Ordering::SeqCst), 2, "other workers that were told, when it was over");
}

/// Who was told may ask as often as it likes.
pub fn told_is_told() {
    let answers = Mutex::new(Vec::new());
    let work = |_: usize, stop: &Stop| {
        let mut all = vec![stop.wait(AN_HOUR)];
        for _ in 0..3 {
            all.extend([stop.is_stopped(), stop.wait(AN_HOUR), stop.wait(Duration::ZERO)]);
        }
        answers.lock().unwrap().extend(all);
    };
    with_workers(2, work, they_wait);
    assert_eq!(answers.into_inner().unwrap(), [true; 20], "the answers after the end");
}

/// A worker that is not told gives up when the time is up, and not earlier.
pub fn not_told_in_time() {
    let limit = Duration::from_millis(Rng::new(seed()).range(5..25));
    let (waited, given_up) = (Mutex::new(None), Rendezvous::new(2));
    let work = |_: usize, stop: &Stop| {
        let begun = Instant::now();
        let told = stop.wait(limit) || stop.is_stopped();
        *waited.lock().unwrap() = Some((told, begun.elapsed()));
        given_up.meet();
    };
    with_workers(1, work, || given_up.meet());
    let (told, waited) = waited.into_inner().unwrap().expect("the worker has waited");
    assert!(!told, "the worker was told while the body waited for it");
    assert!(waited >= limit, "given up after {waited:?}, with a limit of {limit:?}");
}

/// Workers that wait sleep until they are told, and all of them get up.
pub fn whoever_waits_sleeps() {
    let told = AtomicUsize::new(0);
    let work = |_: usize, stop: &Stop| {
        if stop.wait(Duration::MAX) {
            told.fetch_add(1, Ordering::SeqCst);
        }
    };
    let asleep = with_workers(3, work, || all_come_to_rest(Duration::from_secs(5)));
    assert!(asleep, "they have not been told, and whoever waits for that never sleeps");
    assert_eq!(told.load(Ordering::SeqCst), 3, "workers that were told");
}
