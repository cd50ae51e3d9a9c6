//! Are the right numbers given out on real threads?
//!
//! Threads take here one after the other, or far more tickets than there is contention for. Who comes between whose steps is for
//! the model.
//@ deadline: 5s

use std::sync::Arc;
use std::thread;

use answer::Tickets;
use harness::{Rng, seed};

/// One customer after the other, for every small limit and some random ones.
pub fn the_numbers_agree(seed: u64) -> Vec<(Option<u64>, u64)> {
    let mut rng = Rng::new(seed);
    let mut seen = Vec::new();
    for limit in [0, 1, 2, 3, rng.below(50), rng.below(50)] {
        let tickets = Tickets::new(limit);
        seen.push((None, tickets.taken()));
        for _ in 0..limit + 3 {
            seen.push((tickets.take(), tickets.taken()));
        }
    }
    seen
}

/// When all are taken, all are taken, for ever.
pub fn nothing_comes_after_the_last() {
    let tickets = Tickets::new(2);
    assert_eq!([tickets.take(), tickets.take()], [Some(1), Some(2)], "the only two tickets");
    for _ in 0..70_000 {
        assert_eq!(tickets.take(), None, "a ticket beyond the last");
    }
    assert_eq!(tickets.taken(), 2, "tickets taken, of 2");
}

/// No vouchers today.
pub fn a_limit_of_zero() {
    let tickets = Tickets::new(0);
    assert_eq!((tickets.take(), tickets.taken()), (None, 0), "a ticket of none, and tickets taken");
    assert_eq!((tickets.take(), tickets.taken()), (None, 0), "and once more");
}

/// Threads share the numbers.
pub fn threads_share_the_numbers() {
    let limit = Rng::new(seed()).range(4..9);
    let tickets = Arc::new(Tickets::new(limit));
    for number in 1..=limit {
        let tickets = Arc::clone(&tickets);
        let taken = thread::spawn(move || tickets.take()).join();
        assert_eq!(taken.expect("taking a ticket does not panic"), Some(number), "of {limit}");
    }
    assert_eq!(
        (tickets.take(), tickets.taken()),
        (None, limit),
        "a ticket beyond the last, and taken"
    );
}
