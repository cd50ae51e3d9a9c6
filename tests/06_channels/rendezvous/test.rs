//! Does each item arrive on real threads, and does it come back when nobody takes it?
//@ deadline: 8s

use std::hint::black_box;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use answer::hand_over;
use harness::{Rendezvous, Rng};

/// Three items arrive, in their order, and then there are no more.
pub fn three_items_in_their_order() {
    let (giver, taker) = hand_over();
    let giving = thread::spawn(move || {
        for item in ["a", "b", "c"] {
            assert_eq!(giver.give(item), Ok(()), "the taker is there");
        }
    });
    let taken: Vec<_> = std::iter::from_fn(|| taker.take()).collect();
    assert_eq!(taken, ["a", "b", "c"]);
    assert_eq!(taker.take(), None, "it is still over");
    giving.join().expect("nothing goes wrong here");
}

/// A giver that leaves without a word: there is nothing to take, before and after one has come for it.
pub fn nothing_is_given() {
    let (giver, taker) = hand_over::<u64>();
    drop(giver);
    assert_eq!(taker.take(), None, "the giver was dropped before");
    let (giver, taker) = hand_over::<u64>();
    let taking = thread::spawn(move || taker.take());
    thread::yield_now();
    drop(giver);
    assert_eq!(taking.join().ok(), Some(None), "the giver was dropped about now");
}

/// A taker that left before: the item comes back, time and again.
pub fn the_taker_left_before() {
    let (giver, taker) = hand_over();
    drop(taker);
    for round in 0..3 {
        let item = format!("session {round}");
        assert_eq!(giver.give(item.clone()), Err(item));
    }
}

/// A taker that leaves after its first item: the second one comes back, and does so whole.
pub fn the_taker_leaves_after_one() {
    let (giver, taker) = hand_over();
    let taking = thread::spawn(move || taker.take());
    assert_eq!(giver.give("first".to_string()), Ok(()));
    // The taker has gone by the time this is called.
    assert_eq!(taking.join().ok(), Some(Some("first".to_string())));
    assert_eq!(giver.give("second".to_string()), Err("second".to_string()));
}

/// A taker that leaves late, and never takes: the item that waited for it comes back.
pub fn the_taker_leaves_late() {
    for round in 0..4 {
        let (giver, taker) = hand_over();
        let meeting = Arc::new(Rendezvous::new(2));
        let ready = Arc::clone(&meeting);
        let leaving = thread::spawn(move || {
            ready.meet();
            long_way();
            drop(taker);
        });
        meeting.meet();
        let item = format!("session {round}");
        assert_eq!(giver.give(item.clone()), Err(item), "nobody has taken it");
        leaving.join().expect("leaving does not panic");
    }
}

/// Whoever panics has left.
pub fn a_panic_is_a_way_to_leave() {
    let (giver, taker) = hand_over::<u64>();
    let giving = thread::spawn(move || {
        let _giver = giver;
        panic!("this server is broken on purpose");
    });
    assert_eq!(taker.take(), None, "the giver panicked");
    assert!(giving.join().is_err(), "the panic stays the giver's");
    let (giver, taker) = hand_over();
    let taking = thread::spawn(move || {
        let _taker = taker;
        panic!("this successor is broken on purpose");
    });
    assert_eq!(giver.give(1_u64), Err(1), "the taker panicked");
    assert!(taking.join().is_err(), "the panic stays the taker's");
}

/// Every item is dropped once, whoever had it last.
pub fn no_item_is_lost() {
    let drops = Arc::new(AtomicUsize::new(0));
    let (giver, taker) = hand_over();
    let taking = thread::spawn(move || (taker.take().is_some(), taker.take().is_some()));
    for _ in 0..2 {
        assert!(giver.give(Counted(Arc::clone(&drops))).is_ok(), "the taker comes twice");
    }
    assert_eq!(taking.join().ok(), Some((true, true)));
    let back = giver.give(Counted(Arc::clone(&drops)));
    assert_eq!(drops.load(Ordering::SeqCst), 2, "two were taken and dropped, one came back");
    drop((back, giver));
    assert_eq!(drops.load(Ordering::SeqCst), 3, "all three are dropped");
}

/// Random items until the taker has enough: what was taken, and what came back.
pub fn taken_and_returned_agree(seed: u64) -> Vec<(Vec<u64>, Vec<u64>)> {
    let mut rng = Rng::new(seed);
    (0..10)
        .map(|_| {
            let len = rng.below(100) as usize;
            let items = rng.vec(len);
            let enough = rng.below(100) as usize;
            let (giver, taker) = hand_over();
            let giving = thread::spawn(move || {
                items.into_iter().filter_map(|item| giver.give(item).err()).collect::<Vec<_>>()
            });
            let mut taken = Vec::new();
            while taken.len() < enough {
                let Some(item) = taker.take() else { break };
                taken.push(item);
            }
            drop(taker);
            (taken, giving.join().expect("giving does not panic"))
        })
        .collect()
}

/// Counts how often it is dropped. Neither `Clone` nor `Debug`.
struct Counted(Arc<AtomicUsize>);

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

/// Work that takes far longer than to put an item somewhere and to leave it there. It offers its processor to others again and
/// again, so that somebody who does not wait gets ahead of it on one processor, too.
fn long_way() {
    let mut rng = Rng::new(1);
    for _ in 0..20 {
        for _ in 0..10_000 {
            black_box(rng.next_u64());
        }
        thread::yield_now();
    }
}
