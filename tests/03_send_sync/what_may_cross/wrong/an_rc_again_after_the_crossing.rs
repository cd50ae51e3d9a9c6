//@ caught-by: compile_fail
//@ says: The name crosses as a String and becomes an Rc again, so this import works, and its events can never leave the thread that asked for it.
//@ sort: tempting

use std::collections::BTreeMap;
use std::rc::Rc;
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

pub fn import(partitions: usize, read: fn(usize) -> Vec<Event>) -> (Vec<Event>, usize) {
    let readers: Vec<_> = (0..partitions)
        .map(|partition| {
            thread::spawn(move || {
                let delivered = read(partition).into_iter();
                delivered.map(|event| (event.id, event.customer.to_string())).collect::<Vec<_>>()
            })
        })
        .collect();

    let mut events = BTreeMap::new();
    let mut thrown_away = 0;
    for reader in readers {
        for (id, customer) in reader.join().expect("a partition could not be read") {
            if events.insert(id, Event::new(id, &customer)).is_some() {
                thrown_away += 1;
            }
        }
    }
    (events.into_values().collect(), thrown_away)
}
