//@ caught-by: test
//@ says: The calling thread reads the last partition itself, but of no partitions none is the last.
//@ fails: imports_agree, no_partitions
//@ sort: boundary

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
    let keep = |delivered: Vec<Event>, seen: &Mutex<(BTreeMap<u64, Event>, usize)>| {
        let mut seen = seen.lock().unwrap();
        for event in delivered {
            if seen.0.insert(event.id, event).is_some() {
                seen.1 += 1;
            }
        }
    };

    let last = partitions - 1;
    let readers: Vec<_> = (0..last)
        .map(|partition| {
            let seen = Arc::clone(&seen);
            thread::spawn(move || keep(read(partition), &seen))
        })
        .collect();
    keep(read(last), &seen);
    for reader in readers {
        reader.join().expect("a partition could not be read");
    }

    let (events, thrown_away) = std::mem::take(&mut *seen.lock().unwrap());
    (events.into_values().collect(), thrown_away)
}
