//@ caught-by: model
//@ says: Each access to the counter is atomic, and the pair of them is not: two readers count from the same number.
//@ fails: every_throw_is_counted
//@ sort: schedule-only

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
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
    let thrown_away = Arc::new(AtomicUsize::new(0));

    let mut readers = Vec::new();
    for partition in 0..partitions {
        let seen = Arc::clone(&seen);
        let thrown_away = Arc::clone(&thrown_away);
        readers.push(thread::spawn(move || {
            for event in read(partition) {
                if seen.lock().unwrap().insert(event.id, event).is_some() {
                    let so_far = thrown_away.load(Ordering::SeqCst);
                    thrown_away.store(so_far + 1, Ordering::SeqCst);
                }
            }
        }));
    }
    for reader in readers {
        reader.join().expect("a partition could not be read");
    }

    let events = std::mem::take(&mut *seen.lock().unwrap());
    (events.into_values().collect(), thrown_away.load(Ordering::SeqCst))
}
