//@ caught-by: build
//@ says: `unsafe impl Send` changes what the compiler believes, not what an Rc does: its count is still a plain number that two threads change at once.
//@ sort: tempting

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::{Arc, Mutex};
use std::thread;

pub struct Event {
    id: u64,
    customer: Rc<str>,
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

// SAFETY: claimed, not given.
unsafe impl Send for Event {}

pub fn import(partitions: usize, read: fn(usize) -> Vec<Event>) -> (Vec<Event>, usize) {
    let seen = Arc::new(Mutex::new((BTreeMap::new(), 0)));
    let readers: Vec<_> = (0..partitions)
        .map(|partition| {
            let seen = Arc::clone(&seen);
            thread::spawn(move || {
                let delivered = read(partition);
                let mut seen = seen.lock().unwrap();
                for event in delivered {
                    if seen.0.insert(event.id, event).is_some() {
                        seen.1 += 1;
                    }
                }
            })
        })
        .collect();
    for reader in readers {
        reader.join().expect("a partition could not be read");
    }
    let (events, thrown_away) = std::mem::take(&mut *seen.lock().unwrap());
    (events.into_values().collect(), thrown_away)
}
