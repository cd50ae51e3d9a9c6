//! # Each event once
//!
//! The billing import reads one partition of a topic per goroutine. The topic delivers *at least*
//! once: an event may come twice in a partition, and again in another one. So the goroutines share a
//! map of the events they have seen, and count what they throw away.
//!
//! Below is the Go program, line by line, in Rust: pointers that everybody shares, a map, a lock
//! taken before `go`. Go compiles it, and leaves it to you (and to `-race`, if the bad moment comes up
//! in a test) to find out which of these values two goroutines may hold at once. Rust has the answer in
//! the types: three values in this file may not go where the closure takes them, and the compiler
//! names them one by one.
//!
//! Before you edit: for each of the three, what would break if it did go there? And a question for
//! afterwards: is it right, once it compiles?
//!
//! ## What must hold
//!
//! - `import(partitions, read)` calls `read(0)` to `read(partitions - 1)`, each once, and all of them
//!   at the same time: a partition may have to wait for the network. The calling thread may read one of
//!   them itself. Keep this signature.
//! - It returns every event once, by ascending id, and how many deliveries were thrown away because the
//!   event was there already. (Deliveries with the same id are the same in all other respects, too.)
//! - No partitions: no events, none thrown away.
//! - A `read` that panics makes `import` panic: half an import must not look like a whole one.
//! - An `Event` may be moved to another thread; callers will do that with what they get. Its fields are
//!   yours; `new`, `id` and `customer` stay as they are.
//!
//! How the threads share is up to you: under a lock, through a channel, or not at all.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::{Arc, Mutex};
use std::thread;

/// Something that will be billed. Many events name the same customer, so the name is shared.
pub struct Event {
    id: u64,
    customer: Rc<str>, // TODO: may this be in two threads?
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

/// Reads all partitions at the same time. Returns each event once, by ascending id, and the number of
/// deliveries thrown away.
pub fn import(partitions: usize, read: fn(usize) -> Vec<Event>) -> (Vec<Event>, usize) {
    let seen = Arc::new(RefCell::new(BTreeMap::new())); // TODO: it is in an `Arc`. Is that enough?
    let thrown_away = Arc::new(Mutex::new(0));

    let mut readers = Vec::new();
    for partition in 0..partitions {
        let seen = Arc::clone(&seen);
        // Locked once for each partition, not once for each event.
        let mut thrown_away = thrown_away.lock().unwrap(); // TODO: whose lock is it, after `spawn`?
        readers.push(thread::spawn(move || {
            for event in read(partition) {
                if seen.borrow().contains_key(&event.id) {
                    *thrown_away += 1;
                } else {
                    seen.borrow_mut().insert(event.id, event);
                }
            }
        }));
    }
    for reader in readers {
        reader.join().expect("a partition could not be read");
    }

    let events = std::mem::take(&mut *seen.borrow_mut());
    let thrown_away = *thrown_away.lock().unwrap();
    (events.into_values().collect(), thrown_away)
}
