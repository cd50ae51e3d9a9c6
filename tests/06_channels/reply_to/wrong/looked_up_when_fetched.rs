//@ caught-by: test
//@ says: The total is looked up when the answer is fetched: by then others have added to it, and it is not the total after this addition.
//@ fails: fetched_in_another_order
//@ sort: tempting

use std::collections::HashMap;
use std::sync::{Arc, Mutex, mpsc};
use std::thread::{self, JoinHandle};

#[derive(Clone)]
pub struct Meter {
    totals: Arc<Mutex<HashMap<u64, u64>>>,
    _here: mpsc::Sender<()>,
}

pub struct Reply {
    customer: u64,
    totals: Arc<Mutex<HashMap<u64, u64>>>,
}

pub fn open() -> (Meter, JoinHandle<HashMap<u64, u64>>) {
    let totals = Arc::new(Mutex::new(HashMap::new()));
    let (here, gone) = mpsc::channel();
    let meter = Meter { totals: Arc::clone(&totals), _here: here };
    let owner = thread::spawn(move || {
        let _ = gone.recv();
        totals.lock().unwrap().clone()
    });
    (meter, owner)
}

impl Meter {
    pub fn add(&self, customer: u64, units: u64) -> Reply {
        *self.totals.lock().unwrap().entry(customer).or_insert(0) += units;
        Reply { customer, totals: Arc::clone(&self.totals) }
    }
}

impl Reply {
    pub fn wait(self) -> u64 {
        self.totals.lock().unwrap()[&self.customer]
    }
}
