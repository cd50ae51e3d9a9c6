//! Does it do its job on real threads, and does nobody wait who only reads? Whose change is lost is for the model.
//@ deadline: 8s

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, OnceLock};
use std::thread;

use answer::Live;
use harness::{Rendezvous, Rng, seed};

/// What is current, and what was, after each of many changes.
pub fn one_change_after_the_other(seed: u64) -> Vec<(u64, u64, u64)> {
    let mut rng = Rng::new(seed);
    let live = Live::new(rng.below(100));
    (0..40)
        .map(|_| {
            let (by, before) = (rng.below(100), live.current());
            let given = match rng.below(2) {
                0 => live.update(|value| value * 2 + by),
                _ => live.replace(by),
            };
            (*before, *given, *live.current())
        })
        .collect()
}

/// It is the same value for all, and it is not copied.
pub fn the_same_for_all() {
    struct Config(u64);
    let live = Live::new(Config(Rng::new(seed()).below(1_000)));
    let first = live.current();
    let there = thread::scope(|scope| scope.spawn(|| live.current()).join());
    assert!(Arc::ptr_eq(&first, &there.expect("it only looks")), "another thread got another one");
    let second = live.update(|config| Config(config.0 + 1));
    assert!(Arc::ptr_eq(&second, &live.current()), "what `update` returned is the current one");
    let old = live.replace(Config(7));
    assert!(Arc::ptr_eq(&second, &old), "what `replace` returned was the current one");
    assert_eq!((second.0, live.current().0), (first.0 + 1, 7), "old ones stay as they are");
}

/// While somebody changes it everybody reads, that one too; and who has a value keeps nobody waiting.
pub fn nobody_waits_who_reads() {
    let (live, together) = (Live::new(1), Rendezvous::new(3));
    let kept = live.current();
    let new = thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                together.meet();
                assert_eq!(*live.current(), 1, "what is current while somebody changes it");
                together.meet();
            });
        }
        live.update(|value| {
            together.meet();
            assert_eq!(*live.current(), 1, "what is current for whoever changes it");
            together.meet();
            value + 1
        })
    });
    assert_eq!((*kept, *new, *live.current()), (1, 2, 2));
}

/// A change that panics has changed nothing.
pub fn a_panic_changes_nothing() {
    let live = Live::new(1);
    for _ in 0..2 {
        let died = catch_unwind(AssertUnwindSafe(|| live.update(|_| panic!("broken on purpose"))))
            .is_err();
        assert!(died, "the panic of `change` goes on to its caller");
        assert_eq!(*live.current(), 1, "after a change that panicked");
    }
    assert_eq!(*live.update(|value| value + 1), 2, "the next update");
    assert_eq!((*live.replace(5), *live.current()), (2, 5), "the next replacement");
}

/// An old value ends when nobody has it any more, and then its destructor may look.
pub fn old_values_end() {
    /// Looks what is current when it ends.
    struct Noisy(u64, Arc<()>);
    static LIVE: OnceLock<Live<Noisy>> = OnceLock::new();
    impl Drop for Noisy {
        fn drop(&mut self) {
            if let Some(live) = LIVE.get() {
                let here = live.current().0;
                let there = thread::scope(|scope| scope.spawn(|| live.current().0).join());
                assert_eq!((here, there.ok()), (self.0 + 1, Some(self.0 + 1)), "what is current");
            }
        }
    }
    let count = Arc::new(());
    let live = LIVE.get_or_init(|| Live::new(Noisy(1, Arc::clone(&count))));
    let add = |noisy: &Noisy| Noisy(noisy.0 + 1, Arc::clone(&count));
    live.update(add);
    assert_eq!(Arc::strong_count(&count), 2, "the counter and one value, after an update");
    let kept = live.current();
    live.update(add);
    assert_eq!(Arc::strong_count(&count), 3, "and one more that somebody has");
    drop(kept);
    assert_eq!(Arc::strong_count(&count), 2, "after they let go of it");
    drop(live.replace(Noisy(4, Arc::clone(&count))));
    assert_eq!(Arc::strong_count(&count), 2, "after a replacement");
}

/// Four threads, many updates: each takes effect.
pub fn every_update_counts() {
    let live = Live::new(0);
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..100 {
                    live.update(|value| value + 1);
                }
            });
        }
    });
    assert_eq!(*live.current(), 400, "after four times a hundred updates that add one");
}
