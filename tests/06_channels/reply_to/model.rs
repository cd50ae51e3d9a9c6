//! Does every answer reach the one who asked, and does the owner end in time, under every schedule?
//@ bound: 2

use std::collections::HashMap;
use std::thread;

use answer::open;

/// Two who ask for the same customer: each hears its own total, and nothing is lost.
pub fn two_who_ask() {
    let (meter, owner) = open();
    let other = meter.clone();
    let asking = thread::spawn(move || other.add(1, 5).wait());
    let mine = meter.add(1, 20).wait();
    drop(meter);
    let theirs = asking.join().expect("asking does not panic");
    let one_after_the_other = (mine, theirs) == (20, 25) || (mine, theirs) == (25, 5);
    assert!(one_after_the_other, "20 and 5 were added, and the answers were {mine} and {theirs}");
    let totals = owner.join().expect("the owner does not panic");
    assert_eq!(totals, HashMap::from([(1, 25)]), "the totals at the end");
    model::sometimes("main was first", mine == 20);
    model::sometimes("the other one was first", mine == 25);
}

/// One who asks and leaves: it is done all the same, and the owner goes on.
pub fn one_who_leaves() {
    let (meter, owner) = open();
    drop(meter.add(1, 5));
    assert_eq!(meter.add(1, 7).wait(), 12, "the total, with what was asked before");
    drop(meter);
    let totals = owner.join().expect("the owner does not panic");
    assert_eq!(totals, HashMap::from([(1, 12)]), "the totals at the end");
}

/// Whoever asks goes on at once, also when the owner has done nothing so far.
pub fn asking_does_not_wait() {
    let (meter, owner) = open();
    let before = model::waits();
    let reply = meter.add(1, 5);
    assert_eq!(model::waits() - before, 0, "how often `add` waited for somebody");
    assert_eq!(reply.wait(), 5, "the total after the addition");
    drop(meter);
    let totals = owner.join().expect("the owner does not panic");
    assert_eq!(totals, HashMap::from([(1, 5)]), "the totals at the end");
}

/// Two who leave at once with their meters: the owner does all that was asked, and ends.
pub fn the_last_meter_closes() {
    let (meter, owner) = open();
    let other = meter.clone();
    let asking = thread::spawn(move || drop(other.add(1, 5)));
    drop(meter);
    let totals = owner.join().expect("the owner does not panic");
    assert_eq!(totals, HashMap::from([(1, 5)]), "the totals at the end");
    asking.join().expect("asking does not panic");
}

/// A hundred requests are made before the owner has done one: a mailbox with little room makes the next one wait.
//@ bound: 1
pub fn the_mailbox_has_room_for_all() {
    let (meter, owner) = open();
    let before = model::waits();
    for _ in 0..100 {
        drop(meter.add(1, 1));
    }
    assert_eq!(model::waits() - before, 0, "how often `add` waited for somebody");
    drop(meter);
    let totals = owner.join().expect("the owner does not panic");
    assert_eq!(totals, HashMap::from([(1, 100)]), "the totals at the end");
}
