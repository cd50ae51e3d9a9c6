//! Your checks, one after the other, on real threads: right queues are accepted, and those that are wrong for one thread are refused.
//!
//! What your checks make of queues that are wrong for two threads only some schedules show; the model asks for it.
//@ deadline: 8s

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;

use answer::{CHECKS, Queue, ROOM};
use crossbeam::channel::{self, Receiver, Sender};
use harness::Rng;

/// A queue behind one lock is right, and is never refused.
pub fn one_lock_is_accepted() {
    for check in CHECKS {
        check(&Tested::new(RIGHT));
    }
}

/// A bounded channel is right, and is never refused.
pub fn a_channel_is_accepted() {
    for check in CHECKS {
        let (sender, receiver) = channel::bounded(ROOM);
        check(&Channel { sender, receiver });
    }
}

/// The newest item is popped first.
pub fn last_in_first_out() {
    must_be_refused(LAST_IN_FIRST_OUT, "in which the newest item comes out first");
}

/// When the queue is full, the oldest item makes room.
pub fn the_oldest_makes_room() {
    must_be_refused(THE_OLDEST_MAKES_ROOM, "that drops its oldest item when it is full");
}

/// A third item is accepted.
pub fn room_for_three() {
    must_be_refused(ROOM_FOR_THREE, "that has room for three");
}

/// A second item is refused.
pub fn room_for_one() {
    must_be_refused(ROOM_FOR_ONE, "that has room for one");
}

/// An item that was refused is in the queue nevertheless, when there is room again.
pub fn refused_and_kept() {
    must_be_refused(REFUSED_AND_KEPT, "that keeps an item that it has refused");
}

/// Who pops from an empty queue gets the last item once more.
pub fn the_last_one_again() {
    must_be_refused(THE_LAST_ONE_AGAIN, "that gives away its last item twice");
}

/// Once the queue has been full it accepts nothing more.
pub fn full_for_ever() {
    must_be_refused(FULL_FOR_EVER, "that was full once and says so for ever");
}

/// What your checks say of random queues, right ones and wrong ones.
pub fn random_queues_agree(seed: u64) -> Vec<bool> {
    let mut rng = Rng::new(seed);
    (0..12)
        .map(|_| {
            let is = rng.below(8);
            refused(|| Tested::new(is))
        })
        .collect()
}

const RIGHT: u64 = 0;
const LAST_IN_FIRST_OUT: u64 = 1;
const THE_OLDEST_MAKES_ROOM: u64 = 2;
const ROOM_FOR_THREE: u64 = 3;
const ROOM_FOR_ONE: u64 = 4;
const REFUSED_AND_KEPT: u64 = 5;
const THE_LAST_ONE_AGAIN: u64 = 6;
const FULL_FOR_EVER: u64 = 7;

fn must_be_refused(is: u64, what: &str) {
    assert!(refused(|| Tested::new(is)), "none of your checks refuses a queue {what}");
}

/// Whether one of the checks panics.
fn refused(mut queue: impl FnMut() -> Tested) -> bool {
    CHECKS.iter().any(|check| {
        let queue = queue();
        catch_unwind(AssertUnwindSafe(|| check(&queue))).is_err()
    })
}

/// A queue behind one lock that does the same whoever calls it. It does not panic.
struct Tested {
    is: u64,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    items: VecDeque<u64>,
    kept: Option<u64>,
    was_full: bool,
}

impl Tested {
    fn new(is: u64) -> Tested {
        Tested { is, state: Mutex::default() }
    }
}

impl Queue for Tested {
    fn push(&self, item: u64) -> bool {
        let mut state = self.state.lock().unwrap();
        let room = match self.is {
            ROOM_FOR_ONE => 1,
            ROOM_FOR_THREE => ROOM + 1,
            _ => ROOM,
        };
        let full = state.items.len() >= room || self.is == FULL_FOR_EVER && state.was_full;
        if full {
            state.was_full = true;
            match self.is {
                THE_OLDEST_MAKES_ROOM => {
                    state.items.pop_front();
                    state.items.push_back(item);
                    return true;
                }
                REFUSED_AND_KEPT => state.kept = Some(item),
                _ => (),
            }
            return false;
        }
        state.items.push_back(item);
        true
    }

    fn pop(&self) -> Option<u64> {
        let mut state = self.state.lock().unwrap();
        let item = if self.is == LAST_IN_FIRST_OUT {
            state.items.pop_back()
        } else {
            state.items.pop_front()
        };
        match (self.is, item) {
            (THE_LAST_ONE_AGAIN, Some(item)) => state.kept = Some(item),
            (THE_LAST_ONE_AGAIN, None) => return state.kept.take(),
            (REFUSED_AND_KEPT, _) => {
                let kept = state.kept.take();
                state.items.extend(kept);
            }
            _ => (),
        }
        item
    }
}

struct Channel {
    sender: Sender<u64>,
    receiver: Receiver<u64>,
}

impl Queue for Channel {
    fn push(&self, item: u64) -> bool {
        self.sender.try_send(item).is_ok()
    }

    fn pop(&self) -> Option<u64> {
        self.receiver.try_recv().ok()
    }
}
