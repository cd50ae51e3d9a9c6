//@ caught-by: test
//@ says: All answers come out of one channel: whoever fetches first gets the oldest, no matter whose it was.
//@ fails: fetched_in_another_order, callers_that_leave
//@ sort: tempting

use std::collections::HashMap;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::{self, JoinHandle};

use std::sync::{Arc, Mutex};

struct Add {
    customer: u64,
    units: u64,
}

/// Whoever has one may ask.
#[derive(Clone)]
pub struct Meter {
    requests: Sender<Add>,
    totals: Arc<Mutex<Receiver<u64>>>,
}

pub struct Reply {
    totals: Arc<Mutex<Receiver<u64>>>,
}

pub fn open() -> (Meter, JoinHandle<HashMap<u64, u64>>) {
    let (requests, inbox) = mpsc::channel::<Add>();
    let (answers, heard) = mpsc::channel();
    let owner = thread::spawn(move || {
        let mut totals = HashMap::new();
        for add in inbox {
            let total = totals.entry(add.customer).or_insert(0);
            *total += add.units;
            let _ = answers.send(*total);
        }
        totals
    });
    (Meter { requests, totals: Arc::new(Mutex::new(heard)) }, owner)
}

impl Meter {
    pub fn add(&self, customer: u64, units: u64) -> Reply {
        self.requests.send(Add { customer, units }).unwrap();
        Reply { totals: Arc::clone(&self.totals) }
    }
}

impl Reply {
    pub fn wait(self) -> u64 {
        self.totals.lock().unwrap().recv().unwrap()
    }
}
