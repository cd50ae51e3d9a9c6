//@ caught-by: test
//@ says: Each thread got a map of its own: it compiles, since nothing is shared, and an event that two partitions deliver is kept twice.
//@ fails: imports_agree
//@ sort: tempting

use std::collections::BTreeMap;
use std::sync::Arc;
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
    let mut readers = Vec::new();
    for partition in 0..partitions {
        readers.push(thread::spawn(move || {
            let mut seen = BTreeMap::new();
            let mut thrown_away = 0;
            for event in read(partition) {
                if seen.insert(event.id, event).is_some() {
                    thrown_away += 1;
                }
            }
            (seen, thrown_away)
        }));
    }
    let mut events = Vec::new();
    let mut total = 0;
    for reader in readers {
        let (seen, thrown_away) = reader.join().expect("a partition could not be read");
        events.extend(seen.into_values());
        total += thrown_away;
    }
    events.sort_by_key(Event::id);
    (events, total)
}
