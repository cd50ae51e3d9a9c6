//! Is the first error the first, and are all joined, under every schedule?

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use answer::{Done, Group};
use crossbeam::channel::TryRecvError;

/// A task that fails because it was told to stop is never the first.
pub fn the_cause_is_the_first_error() {
    let mut group = Group::new();
    group.go(|done: Done| {
        assert!(done.recv().is_err(), "nothing is ever sent on `done`");
        Err("cancelled")
    });
    group.go(|_| Err("broken"));
    assert_eq!(group.wait(), Err("broken"), "what `wait` returned");
    assert_eq!(model::alive(), 0, "tasks that are still running after `wait`");
}

/// When `wait` returns all have ended, and what they did can be seen.
pub fn all_are_joined() {
    let ended = Arc::new(AtomicUsize::new(0));
    let mut group = Group::new();
    for fails in [true, false] {
        let ended = Arc::clone(&ended);
        group.go(move |_| {
            // Relaxed on purpose: that the caller sees it must follow from the waiting.
            ended.fetch_add(1, Ordering::Relaxed);
            if fails { Err("broken") } else { Ok(()) }
        });
    }
    assert_eq!(group.wait(), Err("broken"), "what `wait` returned");
    assert_eq!(ended.load(Ordering::Relaxed), 2, "tasks that had ended when `wait` returned");
    assert_eq!(model::alive(), 0, "tasks that are still running after `wait`");
}

/// Of two that fail either may be the first.
pub fn either_may_be_the_first() {
    let mut group = Group::new();
    group.go(|_| Err(1));
    group.go(|_| Err(2));
    let first = group.wait();
    assert!(first == Err(1) || first == Err(2), "both tasks failed, and `wait` returned {first:?}");
    model::sometimes("the task that was started second failed first", first == Err(2));
    assert_eq!(model::alive(), 0, "tasks that are still running after `wait`");
}

/// As long as nothing has failed nobody is told to stop, though others have ended.
pub fn nobody_is_stopped_for_nothing() {
    let mut group = Group::<&str>::new();
    for _ in 0..2 {
        group.go(|done: Done| {
            assert_eq!(
                done.try_recv(),
                Err(TryRecvError::Empty),
                "`done`, while nothing has failed"
            );
            Ok(())
        });
    }
    assert_eq!(group.wait(), Ok(()), "what `wait` returned");
    assert_eq!(model::alive(), 0, "tasks that are still running after `wait`");
}

/// One panics: the other one is told to stop, and joined before `wait` panics.
pub fn a_panic_stops_the_others() {
    let mut group = Group::new();
    group.go(|_| panic!("this task panics, on purpose"));
    group.go(|done: Done| {
        assert!(done.recv().is_err(), "nothing is ever sent on `done`");
        Err("cancelled")
    });
    let outcome = catch_unwind(AssertUnwindSafe(|| group.wait()));
    assert!(outcome.is_err(), "a task panicked, and `wait` returned {outcome:?}");
    assert_eq!(model::alive(), 0, "tasks that are still running after `wait`");
}
