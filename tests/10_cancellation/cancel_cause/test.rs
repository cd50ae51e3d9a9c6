//! Is there one cause on real threads, and is it the same for everybody? Who comes between the two lines of somebody else is
//! for the model.
//@ deadline: 8s

use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use answer::Cancel;
use harness::{Rng, all_come_to_rest};

/// The first reason counts, whatever comes later.
pub fn the_first_one_counts(seed: u64) -> Vec<(Vec<bool>, Option<u64>, bool)> {
    let mut rng = Rng::new(seed);
    (0..20)
        .map(|_| {
            let cancel = Cancel::new();
            let reasons = rng.below(5) as usize;
            let was = rng.vec(reasons).into_iter().map(|why| cancel.cancel(why)).collect();
            if reasons > 0 {
                assert_eq!(Some(cancel.wait()), cancel.cause(), "the cause, twice");
            }
            (was, cancel.cause(), cancel.is_cancelled())
        })
        .collect()
}

/// Before it is cancelled there is no cause.
pub fn not_cancelled() {
    let cancel = Cancel::<String>::default();
    assert!(!cancel.is_cancelled(), "nobody has cancelled it");
    assert_eq!(cancel.cause(), None, "nobody has cancelled it");
}

/// Several cancel: each has the same cause afterwards, and one of them made it.
pub fn several_reasons() {
    for _ in 0..20 {
        let cancel = Cancel::new();
        let seen: Vec<(bool, Option<usize>)> = thread::scope(|scope| {
            let threads = [0, 1, 2].map(|why| {
                let cancel = &cancel;
                scope.spawn(move || (cancel.cancel(why), cancel.cause()))
            });
            threads.into_iter().map(|thread| thread.join().expect("no panic")).collect()
        });
        let made: Vec<usize> = (0..3).filter(|why| seen[*why].0).collect();
        assert_eq!(made.len(), 1, "calls that made the cause: {made:?}");
        let causes: Vec<_> = seen.iter().map(|(_, cause)| *cause).collect();
        assert_eq!(
            causes,
            [Some(made[0]); 3],
            "the causes that they saw when `cancel` had returned"
        );
    }
}

/// Everybody who waits gets the cause, as often as they like, and sees what was written before.
pub fn everybody_gets_it() {
    let (cancel, written) = (Cancel::new(), AtomicU64::new(0));
    thread::scope(|scope| {
        scope.spawn(|| {
            written.store(7, Ordering::Relaxed);
            assert!(cancel.cancel("disk full".to_string()), "it was not cancelled before");
        });
    });
    let seen: Vec<_> = thread::scope(|scope| {
        let waiting = [(); 3].map(|()| {
            scope.spawn(|| {
                [cancel.wait(), cancel.wait()].map(|why| (why, written.load(Ordering::Relaxed)))
            })
        });
        waiting.into_iter().flat_map(|thread| thread.join().expect("no panic")).collect()
    });
    assert_eq!(seen, vec![("disk full".to_string(), 7); 6]);
}

/// Whoever waits sleeps until there is a cause. (That all get up who wait is for the model.)
pub fn whoever_waits_sleeps() {
    let cancel = Cancel::new();
    thread::scope(|scope| {
        let waiting = scope.spawn(|| cancel.wait());
        let asleep = all_come_to_rest(Duration::from_secs(5));
        assert!(cancel.cancel(7), "it was not cancelled before");
        assert!(asleep, "there is no cause, and whoever waits for one never sleeps");
        assert_eq!(waiting.join().ok(), Some(7), "the cause that it has waited for");
    });
}
