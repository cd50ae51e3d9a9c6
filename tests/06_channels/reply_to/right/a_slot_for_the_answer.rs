//! The way back is a slot behind a lock and not a channel; whether anybody looks into it the owner does not learn.

use std::collections::HashMap;
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};

type Slot = Arc<(Mutex<Option<u64>>, Condvar)>;

#[derive(Clone)]
pub struct Meter(Sender<(u64, u64, Slot)>);

pub struct Reply(Slot);

pub fn open() -> (Meter, JoinHandle<HashMap<u64, u64>>) {
    let (requests, inbox) = mpsc::channel::<(u64, u64, Slot)>();
    let owner = thread::spawn(move || {
        let mut totals = HashMap::new();
        while let Ok((customer, units, slot)) = inbox.recv() {
            let total = totals.entry(customer).or_insert(0);
            *total += units;
            *slot.0.lock().unwrap() = Some(*total);
            slot.1.notify_one();
        }
        totals
    });
    (Meter(requests), owner)
}

impl Meter {
    pub fn add(&self, customer: u64, units: u64) -> Reply {
        let slot = Slot::default();
        self.0.send((customer, units, Arc::clone(&slot))).unwrap();
        Reply(slot)
    }
}

impl Reply {
    pub fn wait(self) -> u64 {
        let (total, answered) = &*self.0;
        let total = answered.wait_while(total.lock().unwrap(), |total| total.is_none()).unwrap();
        total.unwrap()
    }
}
