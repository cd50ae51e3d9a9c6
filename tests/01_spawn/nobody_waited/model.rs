//! Under every schedule: work is done, and seen, once its owner has let go, however early that is.
use answer::Background;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// However early its owner lets go, the work is done by then.
pub fn the_work_is_done_when_its_owner_lets_go() {
    let shipped = Arc::new(AtomicU64::new(0));
    let in_work = Arc::clone(&shipped);
    // Relaxed on purpose, here and below: that the owner sees it must follow from the waiting.
    let shipping = Background::start(move || in_work.store(3, Ordering::Relaxed));
    drop(shipping);
    assert_eq!(shipped.load(Ordering::Relaxed), 3, "lines shipped");
}

/// The work is under way while its owner goes on.
pub fn the_owner_goes_on() {
    let shipping = Background::start(|| ());
    model::sometimes("the work was under way when `start` returned", model::alive() >= 1);
    drop(shipping);
}

/// Two works are both done when both have been let go.
pub fn two_works_are_both_done() {
    let shipped = Arc::new(AtomicU64::new(0));
    let start = || {
        let shipped = Arc::clone(&shipped);
        Background::start(move || {
            shipped.fetch_add(1, Ordering::Relaxed);
        })
    };
    let both = (start(), start());
    drop(both);
    assert_eq!(shipped.load(Ordering::Relaxed), 2, "works done");
}
