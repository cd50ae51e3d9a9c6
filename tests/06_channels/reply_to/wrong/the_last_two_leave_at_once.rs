//@ caught-by: model
//@ says: Two meters are dropped at once. Each sees that there is another one, neither says that it is over, and the owner waits for ever.
//@ fails: the_last_meter_closes
//@ sort: schedule-only

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::{self, JoinHandle};

enum Request {
    Add { customer: u64, units: u64, reply: Sender<u64> },
    Stop,
}

pub struct Meter {
    requests: Sender<Request>,
    meters: Arc<AtomicUsize>,
}

pub struct Reply {
    total: Receiver<u64>,
}

pub fn open() -> (Meter, JoinHandle<HashMap<u64, u64>>) {
    let (requests, inbox) = mpsc::channel();
    // So that the owner can pass requests on.
    let again = requests.clone();
    let owner = thread::spawn(move || {
        let mut totals = HashMap::new();
        while let Ok(Request::Add { customer, units, reply }) = inbox.recv() {
            let total = totals.entry(customer).or_insert(0);
            *total += units;
            let _ = reply.send(*total);
        }
        drop(again);
        totals
    });
    (Meter { requests, meters: Arc::new(AtomicUsize::new(1)) }, owner)
}

impl Meter {
    pub fn add(&self, customer: u64, units: u64) -> Reply {
        let (reply, total) = mpsc::channel();
        let _ = self.requests.send(Request::Add { customer, units, reply });
        Reply { total }
    }
}

impl Clone for Meter {
    fn clone(&self) -> Self {
        self.meters.fetch_add(1, Ordering::SeqCst);
        Meter { requests: self.requests.clone(), meters: Arc::clone(&self.meters) }
    }
}

impl Drop for Meter {
    fn drop(&mut self) {
        if self.meters.load(Ordering::SeqCst) == 1 {
            let _ = self.requests.send(Request::Stop);
        }
        self.meters.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Reply {
    pub fn wait(self) -> u64 {
        self.total.recv().unwrap()
    }
}
