//! Your checks, under every schedule: no right queue may be refused under any of them, and each wrong queue must be refused under one.
//!
//! Which of the checks is called is a choice that is explored, so each of them has the five threads to itself.
//! All queues have one type, and the wrong ones are wrong in the same few lines, so that nothing but their behaviour tells them apart.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, Location, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use answer::{CHECKS, Queue, ROOM};
use crossbeam::queue::ArrayQueue;

/// A queue behind one lock is right, and is never refused.
pub fn one_lock_is_accepted() {
    accepted(Is::OneLock);
}

/// A queue with a lock for each end is right, and is never refused.
pub fn a_lock_for_each_end_is_accepted() {
    accepted(Is::ALockForEachEnd);
}

/// A queue without any lock is right, and is never refused.
pub fn no_lock_at_all_is_accepted() {
    accepted(Is::NoLock);
}

/// A queue whose places are handed over with `Acquire` and `Release` is right, and is never refused.
pub fn places_handed_over_are_accepted() {
    accepted(Is::Places(Ordering::AcqRel));
}

/// Two push at the same time, and one of the two items is overwritten.
pub fn of_two_pushed_one_is_lost() {
    refused(
        "your checks refuse a queue that loses one of two items pushed at the same time",
        Is::PushOverwrites,
    );
}

/// Two push at the same time, there is room for one, and both are accepted.
pub fn one_too_many_is_accepted() {
    refused(
        "your checks refuse a queue that accepts two items at the same time where there is room for one",
        Is::RoomIsAskedFirst,
    );
}

/// Two pop at the same time, and get the same item.
pub fn one_item_for_two() {
    refused(
        "your checks refuse a queue that gives one item to two who pop at the same time",
        Is::PopLooksFirst,
    );
}

/// While one pops, what another one pushes is lost.
pub fn pushed_while_another_pops() {
    refused(
        "your checks refuse a queue that loses what is pushed while another one pops",
        Is::PopWritesBack,
    );
}

/// While one pushes, another one is told that the queue is empty, though an item is there.
pub fn said_to_be_empty() {
    refused(
        "your checks refuse a queue that is said to be empty while another one uses it",
        Is::BusyIsEmpty,
    );
}

/// While one uses the queue, another one is told that it is full, though there is room.
pub fn said_to_be_full() {
    refused(
        "your checks refuse a queue that is said to be full while another one uses it",
        Is::BusyIsFull,
    );
}

/// While one pushes, another one pops an item that is not there yet.
pub fn an_item_out_of_nothing() {
    refused(
        "your checks refuse a queue that gives away an item before it has been written",
        Is::CountedFirst,
    );
}

/// While one pops, two items of one thread change places.
pub fn the_second_before_the_first() {
    refused(
        "your checks refuse a queue in which the two items of one thread change places while another one pops",
        Is::SideEntrance,
    );
}

/// The item arrives, and what was written before it was pushed does not.
pub fn nothing_comes_with_the_item() {
    refused(
        "your checks refuse a queue that hands over an item, and not what was written before it was pushed",
        Is::Places(Ordering::Relaxed),
    );
}

#[derive(Clone, Copy)]
enum Is {
    OneLock,
    ALockForEachEnd,
    NoLock,
    Places(Ordering),
    PushOverwrites,
    RoomIsAskedFirst,
    PopLooksFirst,
    PopWritesBack,
    BusyIsEmpty,
    BusyIsFull,
    CountedFirst,
    SideEntrance,
}

/// Calls one of the checks; each of them in some execution.
#[track_caller]
fn call_one(is: Is) {
    assert!(!CHECKS.is_empty(), "there is nothing in `CHECKS`");
    let nth = model::rt::choose("choose a check", None, CHECKS.len(), Location::caller());
    CHECKS[nth](&Tested::new(is));
}

#[track_caller]
fn accepted(is: Is) {
    call_one(is);
    assert_eq!(model::alive(), 0, "threads that a check left running");
}

#[track_caller]
fn refused(what: &'static str, is: Is) {
    let refused = catch_unwind(AssertUnwindSafe(|| call_one(is))).is_err();
    model::sometimes(what, refused);
}

/// All the queues in one. None of them panics, whatever is done with it.
struct Tested {
    is: Is,
    items: Mutex<VecDeque<u64>>,
    /// Where it has two ends: how many were ever pushed, how many popped, and how many are in between.
    pushed: Mutex<usize>,
    popped: Mutex<usize>,
    count: AtomicUsize,
    places: [AtomicU64; ROOM],
    /// Where it has a side entrance.
    side: Mutex<Option<u64>>,
    free: ArrayQueue<u64>,
}

impl Tested {
    fn new(is: Is) -> Tested {
        Tested {
            is,
            items: Mutex::default(),
            pushed: Mutex::new(0),
            popped: Mutex::new(0),
            count: AtomicUsize::new(0),
            places: [const { AtomicU64::new(0) }; ROOM],
            side: Mutex::new(None),
            free: ArrayQueue::new(ROOM),
        }
    }

    fn len(&self) -> usize {
        self.items.lock().unwrap().len()
    }
}

impl Queue for Tested {
    fn push(&self, item: u64) -> bool {
        match self.is {
            Is::NoLock => self.free.push(item).is_ok(),
            Is::ALockForEachEnd => {
                let mut pushed = self.pushed.lock().unwrap();
                // Read-modify-write: the newest count there is, whoever looks.
                if self.count.fetch_add(0, Ordering::AcqRel) == ROOM {
                    return false;
                }
                self.places[*pushed % ROOM].store(item, Ordering::Relaxed);
                *pushed += 1;
                self.count.fetch_add(1, Ordering::AcqRel);
                true
            }
            Is::Places(ordering) => {
                let mut pushed = self.pushed.lock().unwrap();
                let place = &self.places[*pushed % ROOM];
                // An item is its number plus one, and 0 is an empty place.
                let failure =
                    if matches!(ordering, Ordering::AcqRel) { Ordering::Acquire } else { ordering };
                let written = place.compare_exchange(0, item.wrapping_add(1), ordering, failure);
                *pushed += usize::from(written.is_ok());
                written.is_ok()
            }
            Is::PushOverwrites => {
                let nth = self.len();
                if nth >= ROOM {
                    return false;
                }
                let mut items = self.items.lock().unwrap();
                items.truncate(nth);
                items.push_back(item);
                true
            }
            Is::RoomIsAskedFirst => {
                if self.len() >= ROOM {
                    return false;
                }
                self.items.lock().unwrap().push_back(item);
                true
            }
            Is::BusyIsFull => match self.items.try_lock() {
                Ok(mut items) if items.len() < ROOM => {
                    items.push_back(item);
                    true
                }
                _ => false,
            },
            Is::CountedFirst => {
                // One pushes at a time, and one pops at a time; the count is theirs in common, and comes too early.
                let mut pushed = self.pushed.lock().unwrap();
                if self.count.fetch_add(0, Ordering::AcqRel) == ROOM {
                    return false;
                }
                self.count.fetch_add(1, Ordering::AcqRel);
                self.places[*pushed % ROOM].store(item, Ordering::Relaxed);
                *pushed += 1;
                true
            }
            Is::SideEntrance => {
                let main = self.items.try_lock();
                let busy = main.is_err();
                drop(main);
                if busy {
                    let mut side = self.side.lock().unwrap();
                    if side.is_none() {
                        *side = Some(item);
                        return true;
                    }
                }
                let mut items = self.items.lock().unwrap();
                let room = items.len() < ROOM;
                if room {
                    items.push_back(item);
                }
                room
            }
            Is::OneLock | Is::PopLooksFirst | Is::PopWritesBack | Is::BusyIsEmpty => {
                let mut items = self.items.lock().unwrap();
                let room = items.len() < ROOM;
                if room {
                    items.push_back(item);
                }
                room
            }
        }
    }

    fn pop(&self) -> Option<u64> {
        match self.is {
            Is::NoLock => self.free.pop(),
            Is::ALockForEachEnd | Is::CountedFirst => {
                let mut popped = self.popped.lock().unwrap();
                if self.count.fetch_add(0, Ordering::AcqRel) == 0 {
                    return None;
                }
                let item = self.places[*popped % ROOM].load(Ordering::Relaxed);
                *popped += 1;
                self.count.fetch_sub(1, Ordering::AcqRel);
                Some(item)
            }
            Is::Places(ordering) => {
                let mut popped = self.popped.lock().unwrap();
                let item = self.places[*popped % ROOM].swap(0, ordering);
                *popped += usize::from(item != 0);
                (item != 0).then(|| item.wrapping_sub(1))
            }
            Is::PopLooksFirst => {
                let first = self.items.lock().unwrap().front().copied()?;
                self.items.lock().unwrap().pop_front();
                Some(first)
            }
            Is::PopWritesBack => {
                let mut copy = self.items.lock().unwrap().clone();
                let first = copy.pop_front()?;
                *self.items.lock().unwrap() = copy;
                Some(first)
            }
            Is::BusyIsEmpty => self.items.try_lock().ok()?.pop_front(),
            Is::SideEntrance => {
                let mut items = self.items.lock().unwrap();
                items.pop_front().or_else(|| self.side.lock().unwrap().take())
            }
            Is::OneLock | Is::PushOverwrites | Is::RoomIsAskedFirst | Is::BusyIsFull => {
                self.items.lock().unwrap().pop_front()
            }
        }
    }
}
