//! # The owner of the numbers, killed by a guest
//!
//! A service meters what its customers use. The totals belong to one goroutine, and whoever has units
//! to add sends it a request: `requests <- add{customer, units, reply}`, with a `reply` channel made
//! for that one answer. No lock, no shared map: a good Go design, and as good in Rust. Most callers do
//! not care for the answer and throw it away.
//!
//! One afternoon the first caller threw its answer away before it had been given. The owner's `send`
//! failed, its `unwrap` panicked, and the totals of all customers were gone: the owner was killed by
//! someone who had no wish left.
//!
//! Before you edit: for whom is the answer, and who should be troubled if nobody fetches it?
//!
//! What must hold, with the names and the arguments below:
//!
//! - `open()` starts a thread that owns the totals, and returns a `Meter` and the thread's handle. A
//!   `Meter` can be cloned, and each clone can be used by another thread.
//! - `add(customer, units)` asks for an addition and returns at once, with a `Reply`: it waits neither
//!   for the owner nor for an answer that someone else has not fetched.
//! - `wait()` returns the customer's total right after that addition, and not a later one. A `Reply` can
//!   be waited for once. It cannot be cloned.
//! - What was asked for is done, once, whether or not anybody waits for the answer: a `Reply` that is
//!   dropped changes nothing, and nobody else notices. The requests of one `Meter` are done in their order.
//! - When the last `Meter` has been dropped, and everything that was asked for is done, the owner ends,
//!   and its handle gives the totals. Until then it does not end.

use std::collections::HashMap;
use std::sync::mpsc::{self, Receiver, Sender, SyncSender};
use std::thread::{self, JoinHandle};

struct Add {
    customer: u64,
    units: u64,
    reply: SyncSender<u64>,
}

/// Whoever has one may ask.
#[derive(Clone)]
pub struct Meter {
    requests: Sender<Add>,
}

/// An answer that may not be there yet.
pub struct Reply {
    total: Receiver<u64>,
}

/// Starts the owner of the totals.
pub fn open() -> (Meter, JoinHandle<HashMap<u64, u64>>) {
    let (requests, inbox) = mpsc::channel::<Add>();
    let meter = Meter { requests };
    // TODO: does the owner need this, and what does it mean for its end?
    let own = meter.clone();
    let owner = thread::spawn(move || {
        let mut totals = HashMap::new();
        for add in inbox {
            let total = totals.entry(add.customer).or_insert(0);
            *total += add.units;
            // TODO: two things can go wrong here, and neither is the owner's business.
            add.reply.send(*total).unwrap();
        }
        drop(own);
        totals
    });
    (meter, owner)
}

impl Meter {
    /// Asks for `units` to be added to the customer's total.
    pub fn add(&self, customer: u64, units: u64) -> Reply {
        // TODO: who waits for whom, with this number?
        let (reply, total) = mpsc::sync_channel(0);
        self.requests.send(Add { customer, units, reply }).expect("the owner is there");
        Reply { total }
    }
}

impl Reply {
    /// The customer's total after the addition.
    pub fn wait(self) -> u64 {
        self.total.recv().expect("every request is answered")
    }
}
