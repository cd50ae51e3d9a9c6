//! Is `count_hits` right under every schedule?

use answer::count_hits;

/// Two workers with one hit each make two hits, whoever comes between whom.
pub fn no_hit_is_lost() {
    assert_eq!(count_hits(2, 1), 2, "two workers recorded one hit each, and the total must be 2");
}

/// No hit is lost either when each worker comes back for a second one.
pub fn no_second_hit_is_lost() {
    assert_eq!(count_hits(2, 2), 4, "two workers recorded two hits each, and the total must be 4");
}

/// The workers are at work at the same time.
//@ bound: 2
pub fn the_workers_overlap() {
    // Three workers are at least two threads beside the caller's, which may be the third worker.
    assert_eq!(count_hits(3, 1), 3, "three workers recorded one hit each, and the total must be 3");
    model::sometimes("two workers were alive at the same time", model::most_alive() >= 2);
}
