//@ caught-by: test
//@ says: The guard is taken before the partition is read, so everybody waits for the network behind one lock.
//@ fails: partitions_are_read_at_the_same_time
//@ sort: tempting

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
    let seen = Arc::new(Mutex::new((BTreeMap::new(), 0)));

    let mut readers = Vec::new();
    for partition in 0..partitions {
        let seen = Arc::clone(&seen);
        readers.push(thread::spawn(move || {
            let mut seen = seen.lock().unwrap();
            for event in read(partition) {
                if seen.0.insert(event.id, event).is_some() {
                    seen.1 += 1;
                }
            }
        }));
    }
    for reader in readers {
        reader.join().expect("a partition could not be read");
    }

    let (events, thrown_away) = std::mem::take(&mut *seen.lock().unwrap());
    (events.into_values().collect(), thrown_away)
}
