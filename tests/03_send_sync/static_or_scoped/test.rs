//! Does `both` wait, and `later` not?
//@ deadline: 5s

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::time::Duration;

use answer::{both, later};
use harness::{Rendezvous, Rng, all_come_to_rest};

/// Random work gives the same results on other threads as it does here.
pub fn results_agree(seed: u64) -> Vec<(u64, String, u64, Vec<u64>)> {
    let mut rng = Rng::new(seed);
    (0..4)
        .map(|len| {
            let (numbers, others) = (rng.vec(len), rng.vec(len + 1));
            let sum = move || numbers.iter().fold(0, |sum, n| sum ^ n);
            let (sum, text) = both(sum, move || format!("{len} numbers"));
            let longest = others.clone();
            let largest = later(move || longest.into_iter().max().unwrap_or_default());
            let sorted = later(move || {
                let mut others = others;
                others.sort_unstable();
                others
            });
            (sum, text, largest.wait(), sorted.wait())
        })
        .collect()
}

/// The two closures of `both` run at the same time.
pub fn both_at_the_same_time() {
    let meeting = Arc::new(Rendezvous::new(2));
    let (one, other) = (Arc::clone(&meeting), Arc::clone(&meeting));
    let results = both(
        move || {
            one.meet();
            1
        },
        move || {
            other.meet();
            "two"
        },
    );
    assert_eq!(results, (1, "two"));
}

/// When one of the two panics, so does `both`, once the other one is over.
pub fn a_panic_of_either_is_a_panic_of_both() {
    for first_is_broken in [true, false] {
        // The one that goes on does so when the other one is about to panic, and then has a long way to go.
        let meeting = Arc::new(Rendezvous::new(2));
        let (in_long, in_broken) = (Arc::clone(&meeting), meeting);
        let over = Arc::new(AtomicBool::new(false));
        let is_over = Arc::clone(&over);
        let long = move || {
            in_long.meet();
            long_way();
            is_over.store(true, Ordering::SeqCst);
            1
        };
        let broken = move || -> u32 {
            in_broken.meet();
            panic!("this service is down on purpose");
        };
        let result = catch_unwind(AssertUnwindSafe(|| {
            if first_is_broken { both(broken, long) } else { both(long, broken) }
        }));
        assert!(result.is_err(), "one of the two panicked, and `both` returned {result:?}");
        let over = over.load(Ordering::SeqCst);
        assert!(over, "`both` panicked before the other closure was over");
    }
}

/// `later` returns while the work is under way, and `wait` waits for it.
pub fn later_does_not_wait() {
    let meeting = Arc::new(Rendezvous::new(2));
    let done = Arc::new(AtomicUsize::new(0));
    let works: Vec<_> = (0..3)
        .map(|number| {
            let (in_work, done) = (Arc::clone(&meeting), Arc::clone(&done));
            let work = later(move || {
                in_work.meet();
                long_way();
                done.fetch_add(1, Ordering::Relaxed);
                number
            });
            // Only if the work is under way here.
            meeting.meet();
            work
        })
        .collect();
    let numbers: Vec<usize> = works.into_iter().map(|work| work.wait()).collect();
    assert_eq!(numbers, [0, 1, 2]);
    assert_eq!(
        done.load(Ordering::Relaxed),
        3,
        "works that were over when they had been waited for"
    );
}

/// Work that nobody waits for is neither stopped nor waited for.
pub fn dropping_it_changes_nothing() {
    let meeting = Arc::new(Rendezvous::new(2));
    let in_work = Arc::clone(&meeting);
    let (audit, log) = mpsc::channel();
    let work = later(move || {
        in_work.meet();
        in_work.meet();
        audit.send("GET /invoices").expect("somebody reads the log");
    });
    meeting.meet();
    drop(work);
    // Reached only if dropping does not wait: the work cannot end before this.
    meeting.meet();
    assert_eq!(log.recv(), Ok("GET /invoices"), "what the work wrote after it had been let go of");
}

/// Work that panics makes `wait` panic, and nothing else.
pub fn a_panic_of_the_work_is_a_panic_of_wait() {
    let work = later(|| -> u32 { panic!("the disk is full on purpose") });
    let result = catch_unwind(AssertUnwindSafe(|| work.wait()));
    assert!(result.is_err(), "the work panicked, and `wait` returned {result:?}");
    // Nobody waits for this one: its panic is its own affair.
    drop(later(|| panic!("the disk is full on purpose, again")));
    assert_eq!(later(|| 3).wait(), 3);
}

/// Not over before everybody else waits for it, or a second has passed. Where the system cannot tell that, it takes far longer than
/// a function that does not wait, and offers its processor to others again and again.
fn long_way() {
    all_come_to_rest(Duration::from_secs(1));
    let mut rng = Rng::new(1);
    for _ in 0..20 {
        for _ in 0..10_000 {
            std::hint::black_box(rng.next_u64());
        }
        std::thread::yield_now();
    }
}
