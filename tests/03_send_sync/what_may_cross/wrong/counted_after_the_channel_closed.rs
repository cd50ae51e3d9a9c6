//@ caught-by: model
//@ says: A reader that has given up its sender may still have to add its count; the closed channel says that all events are here, and no more.
//@ fails: every_throw_is_counted
//@ sort: schedule-only

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::thread;

pub struct Event {
    id: u64,
    customer: String,
}

impl Event {
    pub fn new(id: u64, customer: &str) -> Event {
        Event { id, customer: customer.into() }
    }

    pub fn id(&self) -> u64 {
        self.id
    }

    pub fn customer(&self) -> &str {
        &self.customer
    }
}

pub fn import(partitions: usize, read: fn(usize) -> Vec<Event>) -> (Vec<Event>, usize) {
    let thrown_away = Arc::new(AtomicUsize::new(0));
    let broken = Arc::new(AtomicBool::new(false));
    let (keep, inbox) = mpsc::channel();
    for partition in 0..partitions {
        let keep = keep.clone();
        let thrown_away = Arc::clone(&thrown_away);
        let broken = Arc::clone(&broken);
        thread::spawn(move || {
            let Ok(delivered) = catch_unwind(AssertUnwindSafe(|| read(partition))) else {
                broken.store(true, Ordering::SeqCst);
                return;
            };
            let mut ids = BTreeSet::new();
            let mut twice = 0;
            for event in delivered {
                if ids.insert(event.id) {
                    keep.send(event).expect("the import waits for us");
                } else {
                    twice += 1;
                }
            }
            drop(keep);
            thrown_away.fetch_add(twice, Ordering::SeqCst);
        });
    }
    drop(keep);

    let mut events = BTreeMap::new();
    let mut again = 0;
    for event in inbox {
        if events.insert(event.id, event).is_some() {
            again += 1;
        }
    }
    assert!(!broken.load(Ordering::SeqCst), "a partition could not be read");
    (events.into_values().collect(), thrown_away.load(Ordering::SeqCst) + again)
}
