//! A set of claims decides who may keep an event; the events themselves are returned by the threads.

use std::collections::HashSet;
use std::sync::{Arc, Mutex};
use std::thread;

pub struct Event {
    id: u64,
    customer: Arc<str>,
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
    let claimed = Arc::new(Mutex::new(HashSet::new()));
    let mut readers = Vec::new();
    for partition in 0..partitions {
        let claimed = Arc::clone(&claimed);
        readers.push(thread::Builder::new().name(format!("partition {partition}")).spawn(
            move || {
                let mut delivered = read(partition);
                let before = delivered.len();
                delivered.retain(|event| claimed.lock().unwrap().insert(event.id));
                let thrown_away = before - delivered.len();
                (delivered, thrown_away)
            },
        ));
    }

    let mut events = Vec::new();
    let mut thrown_away = 0;
    for reader in readers {
        let reader = reader.expect("the system has a thread left");
        let (kept, gone) = reader.join().expect("a partition could not be read");
        events.extend(kept);
        thrown_away += gone;
    }
    events.sort_unstable_by_key(|event| event.id);
    (events, thrown_away)
}
