//@ caught-by: model
//@ says: Looking and inserting are two guards here: between them another reader finds the same event missing, both put it in, and nothing counts as thrown away.
//@ fails: an_event_is_kept_once
//@ sort: schedule-only

use std::collections::BTreeMap;
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
    let seen = Arc::new(Mutex::new(BTreeMap::new()));
    let thrown_away = Arc::new(Mutex::new(0));

    let mut readers = Vec::new();
    for partition in 0..partitions {
        let seen = Arc::clone(&seen);
        let thrown_away = Arc::clone(&thrown_away);
        readers.push(thread::spawn(move || {
            for event in read(partition) {
                if seen.lock().unwrap().contains_key(&event.id) {
                    *thrown_away.lock().unwrap() += 1;
                } else {
                    seen.lock().unwrap().insert(event.id, event);
                }
            }
        }));
    }
    for reader in readers {
        reader.join().expect("a partition could not be read");
    }

    let events = std::mem::take(&mut *seen.lock().unwrap());
    let thrown_away = *thrown_away.lock().unwrap();
    (events.into_values().collect(), thrown_away)
}
