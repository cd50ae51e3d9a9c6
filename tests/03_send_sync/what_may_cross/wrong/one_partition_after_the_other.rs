//@ caught-by: test
//@ says: Nothing crosses, since there is no thread: each partition waits for the network until the one before it has been read.
//@ fails: partitions_are_read_at_the_same_time
//@ sort: tempting

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

pub struct Event {
    id: u64,
    customer: std::rc::Rc<str>,
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
    let seen = RefCell::new(BTreeMap::new());
    let thrown_away = Cell::new(0);
    for partition in 0..partitions {
        for event in read(partition) {
            if seen.borrow_mut().insert(event.id, event).is_some() {
                thrown_away.set(thrown_away.get() + 1);
            }
        }
    }
    (seen.into_inner().into_values().collect(), thrown_away.get())
}
