//@ caught-by: test
//@ says: A partition that could not be read counts as an empty one, and half an import looks like a whole one.
//@ fails: half_an_import_is_none
//@ sort: boundary

use std::collections::BTreeMap;
use std::sync::mpsc;
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
    let (keep, inbox) = mpsc::channel();
    for partition in 0..partitions {
        let keep = keep.clone();
        thread::spawn(move || {
            for event in read(partition) {
                let _ = keep.send(event);
            }
        });
    }
    drop(keep);

    let mut events = BTreeMap::new();
    let mut thrown_away = 0;
    for event in inbox {
        if events.insert(event.id, event).is_some() {
            thrown_away += 1;
        }
    }
    (events.into_values().collect(), thrown_away)
}
