//! Is an item that was given really taken, and does everyone come back, under every schedule?

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use answer::hand_over;

/// When `give` says `Ok`, somebody has come for the item.
pub fn somebody_has_come_for_it() {
    let came = Arc::new(AtomicUsize::new(0));
    let (giver, taker) = hand_over();
    let comes = Arc::clone(&came);
    let taking = thread::spawn(move || {
        // Relaxed on purpose: that the giver sees it must follow from the hand-over.
        comes.store(1, Ordering::Relaxed);
        taker.take()
    });
    assert_eq!(giver.give(7_u64), Ok(()), "a taker comes");
    assert_eq!(came.load(Ordering::Relaxed), 1, "takers that had come when `give` returned `Ok`");
    assert_eq!(taking.join().ok(), Some(Some(7)), "what was taken");
}

/// What the giver did before arrives with the item.
pub fn the_item_brings_the_past_along() {
    let noted = Arc::new(AtomicUsize::new(0));
    let (giver, taker) = hand_over();
    let notes = Arc::clone(&noted);
    let giving = thread::spawn(move || {
        notes.store(1, Ordering::Relaxed);
        giver.give(7_u64)
    });
    assert_eq!(taker.take(), Some(7), "what was taken");
    assert_eq!(noted.load(Ordering::Relaxed), 1, "what the giver did before");
    assert_eq!(giving.join().ok(), Some(Ok(())), "what `give` returned");
}

/// A taker that leaves without taking: the item comes back, whether the giver waits already or not yet.
pub fn the_taker_leaves() {
    let (giver, taker) = hand_over();
    let leaving = thread::spawn(move || drop(taker));
    assert_eq!(giver.give(7_u64), Err(7), "nobody took it");
    leaving.join().expect("leaving does not panic");
}

/// A taker that takes one of two items: each of the two is where `give` says that it is.
pub fn one_of_two_is_taken() {
    let (giver, taker) = hand_over();
    let taking = thread::spawn(move || taker.take());
    assert_eq!(giver.give(1_u64), Ok(()), "the first is taken");
    assert_eq!(giver.give(2), Err(2), "the second is not");
    assert_eq!(taking.join().ok(), Some(Some(1)), "what was taken");
}

/// A giver that leaves is noticed, whether the taker waits already or not yet.
pub fn the_giver_leaves() {
    let (giver, taker) = hand_over::<u64>();
    let leaving = thread::spawn(move || drop(giver));
    assert_eq!(taker.take(), None, "nothing was given");
    leaving.join().expect("leaving does not panic");
}

/// Two items, one after the other.
pub fn two_items_in_their_order() {
    let (giver, taker) = hand_over();
    let giving = thread::spawn(move || (giver.give(1_u64), giver.give(2)));
    assert_eq!((taker.take(), taker.take()), (Some(1), Some(2)), "what was taken");
    assert_eq!(giving.join().ok(), Some((Ok(()), Ok(()))), "what `give` returned");
}
