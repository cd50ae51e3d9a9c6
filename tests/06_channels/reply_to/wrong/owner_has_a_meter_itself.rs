//@ caught-by: test
//@ says: The owner keeps a `Meter` of its own, so there is always somebody who could still ask: the owner.
//@ fails: asked_and_answered, nobody_asks
//@ sort: tempting

use std::collections::HashMap;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::{self, JoinHandle};

struct Add {
    customer: u64,
    units: u64,
    reply: Sender<u64>,
}

#[derive(Clone)]
pub struct Meter {
    requests: Sender<Add>,
}

pub struct Reply {
    total: Receiver<u64>,
}

pub fn open() -> (Meter, JoinHandle<HashMap<u64, u64>>) {
    let (requests, inbox) = mpsc::channel::<Add>();
    let meter = Meter { requests };
    let own = meter.clone();
    let owner = thread::spawn(move || {
        let mut totals = HashMap::new();
        for add in inbox {
            let total = totals.entry(add.customer).or_insert(0);
            *total += add.units;
            let _ = add.reply.send(*total);
        }
        drop(own);
        totals
    });
    (meter, owner)
}

impl Meter {
    pub fn add(&self, customer: u64, units: u64) -> Reply {
        let (reply, total) = mpsc::channel();
        self.requests.send(Add { customer, units, reply }).unwrap();
        Reply { total }
    }
}

impl Reply {
    pub fn wait(self) -> u64 {
        self.total.recv().unwrap()
    }
}
