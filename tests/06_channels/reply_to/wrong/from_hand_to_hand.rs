//@ caught-by: test
//@ says: The owner waits until somebody fetches the answer, and all others wait for the owner. `make(chan uint64)` has this fault in Go, too.
//@ fails: fetched_in_another_order, asking_does_not_wait
//@ sort: tempting

use std::collections::HashMap;
use std::sync::mpsc::{self, Receiver, Sender, SyncSender};
use std::thread::{self, JoinHandle};

struct Add {
    customer: u64,
    units: u64,
    reply: SyncSender<u64>,
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
        let (reply, total) = mpsc::sync_channel(0);
        self.requests.send(Add { customer, units, reply }).unwrap();
        Reply { total }
    }
}

impl Reply {
    pub fn wait(self) -> u64 {
        self.total.recv().unwrap()
    }
}
