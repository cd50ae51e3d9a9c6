//! Is `objections` right under every schedule, and are the rules really asked at the same time?

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use answer::objections;

/// No objection is lost, whichever rule answers first.
pub fn no_objection_is_lost() {
    let rules: [fn(&()) -> bool; 2] = [|_| true, |_| true];
    assert_eq!(objections(&(), &rules), 2, "two of two rules objected");
}

/// Two rules can be in the middle of their work at the same time.
pub fn rules_are_asked_at_the_same_time() {
    let desk = Desk::default();
    let rules: [fn(&Desk) -> bool; 2] = [Desk::think, Desk::think];
    objections(&desk, &rules);
    model::sometimes(
        "two rules were at work at the same time",
        desk.met.load(Ordering::SeqCst) > 0,
    );
}

/// When `objections` returns, every rule has given its answer, and nothing is left running.
pub fn nothing_is_left_running() {
    let desk = Desk::default();
    let rules: [fn(&Desk) -> bool; 2] = [Desk::think, Desk::think];
    objections(&desk, &rules);
    assert_eq!(
        desk.left.load(Ordering::SeqCst),
        2,
        "rules that were done when `objections` returned"
    );
    assert_eq!(model::alive(), 0, "threads that `objections` left running");
}

/// A rule that panics makes `objections` panic, and even then nothing is left running.
pub fn a_panic_leaves_nothing_running() {
    let desk = Desk::default();
    let rules: [fn(&Desk) -> bool; 2] = [|_| panic!("this rule is broken on purpose"), Desk::think];
    let result = catch_unwind(AssertUnwindSafe(|| objections(&desk, &rules)));
    assert!(result.is_err(), "one rule panicked, and the result was {result:?}");
    assert_eq!(model::alive(), 0, "threads that `objections` left running when it panicked");
}

/// An order that knows how many rules are looking at it.
#[derive(Clone, Default)]
struct Desk {
    inside: Arc<AtomicUsize>,
    met: Arc<AtomicUsize>,
    left: Arc<AtomicUsize>,
}

impl Desk {
    /// A rule that takes its time, and objects.
    fn think(&self) -> bool {
        if self.inside.fetch_add(1, Ordering::SeqCst) > 0 {
            self.met.fetch_add(1, Ordering::SeqCst);
        }
        self.inside.fetch_sub(1, Ordering::SeqCst);
        self.left.fetch_add(1, Ordering::SeqCst);
        true
    }
}
