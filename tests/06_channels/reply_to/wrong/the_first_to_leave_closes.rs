//@ caught-by: test
//@ says: The first `Meter` to be dropped stops the owner, and the others ask in vain.
//@ fails: the_last_meter_closes
//@ sort: tempting

use std::collections::HashMap;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::{self, JoinHandle};

enum Request {
    Add { customer: u64, units: u64, reply: Sender<u64> },
    Stop,
}

#[derive(Clone)]
pub struct Meter {
    requests: Sender<Request>,
}

pub struct Reply {
    total: Receiver<u64>,
}

pub fn open() -> (Meter, JoinHandle<HashMap<u64, u64>>) {
    let (requests, inbox) = mpsc::channel();
    let owner = thread::spawn(move || {
        let mut totals = HashMap::new();
        while let Ok(Request::Add { customer, units, reply }) = inbox.recv() {
            let total = totals.entry(customer).or_insert(0);
            *total += units;
            let _ = reply.send(*total);
        }
        totals
    });
    (Meter { requests }, owner)
}

impl Meter {
    pub fn add(&self, customer: u64, units: u64) -> Reply {
        let (reply, total) = mpsc::channel();
        let _ = self.requests.send(Request::Add { customer, units, reply });
        Reply { total }
    }
}

impl Drop for Meter {
    fn drop(&mut self) {
        let _ = self.requests.send(Request::Stop);
    }
}

impl Reply {
    pub fn wait(self) -> u64 {
        self.total.recv().unwrap()
    }
}
