//! Three fields, three answers: an `Arc` for what is only read, a `Mutex` for what changes, and the guard taken by the
//! thread that uses it. That makes it compile. One guard over "is it there?" and "put it there" makes it right.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::mem;
use std::sync::{Arc, Mutex};
use std::thread;

/// Something that will be billed. Many events name the same customer, so the name is shared.
pub struct Event {
    id: u64,
    // `Rc` counts its owners in a plain number, which two threads would change at once; `Arc` counts atomically. An `Event`
    // may cross because each of its fields may: nobody declares it, and one `Rc` further down would take it away again.
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

/// What the readers share. The two belong together, so one lock guards both.
#[derive(Default)]
struct Seen {
    events: BTreeMap<u64, Event>,
    thrown_away: usize,
}

/// Reads all partitions at the same time. Returns each event once, by ascending id, and the number of
/// deliveries thrown away.
pub fn import(partitions: usize, read: fn(usize) -> Vec<Event>) -> (Vec<Event>, usize) {
    // `Arc` says that several own it; it does not say that several may change it. `RefCell` keeps its books in a plain
    // number, too, so `Arc<RefCell<…>>` is refused. `Mutex` is the `RefCell` that waits instead of panicking.
    let seen = Arc::new(Mutex::new(Seen::default()));

    let readers: Vec<_> = (0..partitions)
        .map(|partition| {
            let seen = Arc::clone(&seen);
            thread::spawn(move || {
                // Before the lock, not under it: this is the part that takes time, and the others need not wait for it.
                let delivered = read(partition);

                // The thread that locks is the thread that unlocks, so the guard is taken in here and not before `spawn`.
                let mut seen = seen.lock().expect("nothing under this lock panics");
                for event in delivered {
                    // Looking and inserting are one step, `entry`, and it happens under one guard. With a guard for each,
                    // two readers could both find event 7 missing and put it in, and no delivery would count as thrown away.
                    match seen.events.entry(event.id) {
                        Entry::Vacant(place) => {
                            place.insert(event);
                        }
                        Entry::Occupied(_) => seen.thrown_away += 1,
                    }
                }
            })
        })
        .collect();

    for reader in readers {
        reader.join().expect("a partition could not be read");
    }

    let seen = mem::take(&mut *seen.lock().expect("nothing under this lock panics"));
    (seen.events.into_values().collect(), seen.thrown_away)
}
