//! One thread owns the totals. A request brings along the way back for its answer, and what becomes of the answer is not the
//! owner's business.

use std::collections::HashMap;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::{self, JoinHandle};

struct Add {
    customer: u64,
    units: u64,
    reply: Sender<u64>,
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
    let owner = thread::spawn(move || {
        // A local variable: nobody else can have a reference to it, and each request is one step for everybody else.
        let mut totals = HashMap::new();
        // Ends when the last `Meter` is gone. The owner has no sender of its own, or it would wait for itself.
        for add in inbox {
            let total = totals.entry(add.customer).or_insert(0);
            *total += add.units;
            // The one who asked may have left, before or just now. That is its own affair.
            let _ = add.reply.send(*total);
        }
        // No lock has to be taken to get the totals out: they move.
        totals
    });
    (Meter { requests }, owner)
}

impl Meter {
    /// Asks for `units` to be added to the customer's total.
    pub fn add(&self, customer: u64, units: u64) -> Reply {
        // A channel for one answer. It has room for it (any bound but 0 would do): the owner must not wait for someone who asks now and
        // fetches later.
        let (reply, total) = mpsc::channel();
        self.requests
            .send(Add { customer, units, reply })
            .expect("the owner leaves after the last `Meter`");
        Reply { total }
    }
}

impl Reply {
    /// The customer's total after the addition.
    pub fn wait(self) -> u64 {
        self.total.recv().expect("every request is answered")
    }
}
