//! crossbeam's channels, with room for one answer.

use std::collections::HashMap;
use std::thread::{self, JoinHandle};

use crossbeam::channel::{self, Receiver, Sender};

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
    let (requests, inbox) = channel::unbounded::<Add>();
    let owner = thread::spawn(move || {
        let mut totals = HashMap::new();
        for add in inbox {
            let total = totals.entry(add.customer).or_insert(0);
            *total += add.units;
            let _ = add.reply.send(*total);
        }
        totals
    });
    (Meter { requests }, owner)
}

impl Meter {
    pub fn add(&self, customer: u64, units: u64) -> Reply {
        let (reply, total) = channel::bounded(1);
        self.requests.send(Add { customer, units, reply }).unwrap();
        Reply { total }
    }
}

impl Reply {
    pub fn wait(self) -> u64 {
        self.total.recv().unwrap()
    }
}
