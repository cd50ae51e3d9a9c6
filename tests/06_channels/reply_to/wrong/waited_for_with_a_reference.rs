//@ caught-by: compile_fail
//@ says: `wait(&self)` leaves a `Reply` behind that can be waited for again, and no second answer will come.
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
        let (reply, total) = mpsc::channel();
        self.requests.send(Add { customer, units, reply }).unwrap();
        Reply { total }
    }
}

impl Reply {
    pub fn wait(&self) -> u64 {
        self.total.recv().unwrap()
    }
}
