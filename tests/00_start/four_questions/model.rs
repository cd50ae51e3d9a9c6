//! Is `Hits` right under every schedule?

use answer::Hits;
use std::thread;

/// Two threads record one hit each, and both count, whoever comes between whom.
pub fn no_hit_is_lost() {
    let hits = Hits::new();
    thread::scope(|scope| {
        scope.spawn(|| hits.record());
        scope.spawn(|| hits.record());
    });
    assert_eq!(hits.total(), 2, "two threads recorded one hit each, and the total must be 2");
}

/// Who looks twice never sees the total go down.
pub fn the_total_never_goes_down() {
    let hits = Hits::new();
    thread::scope(|scope| {
        scope.spawn(|| hits.record());
        scope.spawn(|| {
            hits.record();
            hits.record();
        });
        let first = hits.total();
        let second = hits.total();
        assert!(first <= second, "the total went down from {first} to {second}");
    });
}
