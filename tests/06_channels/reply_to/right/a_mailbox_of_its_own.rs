//! A mailbox of the answer's own: a queue under a lock, and a count of those who may still ask.

use std::collections::{HashMap, VecDeque};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};

struct Add {
    customer: u64,
    units: u64,
    reply: Sender<u64>,
}

struct Inbox {
    adds: VecDeque<Add>,
    meters: usize,
}
struct Shared {
    inbox: Mutex<Inbox>,
    changed: Condvar,
}

pub struct Meter {
    shared: Arc<Shared>,
}

impl Clone for Meter {
    fn clone(&self) -> Meter {
        self.shared.inbox.lock().unwrap().meters += 1;
        Meter { shared: Arc::clone(&self.shared) }
    }
}
impl Drop for Meter {
    fn drop(&mut self) {
        self.shared.inbox.lock().unwrap().meters -= 1;
        self.shared.changed.notify_one();
    }
}

pub struct Reply {
    total: Receiver<u64>,
}

pub fn open() -> (Meter, JoinHandle<HashMap<u64, u64>>) {
    let inbox = Inbox { adds: VecDeque::new(), meters: 1 };
    let shared = Arc::new(Shared { inbox: Mutex::new(inbox), changed: Condvar::new() });
    let meter = Meter { shared: Arc::clone(&shared) };
    let owner = thread::spawn(move || {
        let mut totals = HashMap::new();
        loop {
            let mut inbox = shared.inbox.lock().unwrap();
            let add = loop {
                if let Some(add) = inbox.adds.pop_front() {
                    break add;
                }
                if inbox.meters == 0 {
                    return totals;
                }
                inbox = shared.changed.wait(inbox).unwrap();
            };
            drop(inbox);
            let total = totals.entry(add.customer).or_insert(0);
            *total += add.units;
            let _ = add.reply.send(*total);
        }
    });
    (meter, owner)
}

impl Meter {
    pub fn add(&self, customer: u64, units: u64) -> Reply {
        let (reply, total) = mpsc::channel();
        self.shared.inbox.lock().unwrap().adds.push_back(Add { customer, units, reply });
        self.shared.changed.notify_one();
        Reply { total }
    }
}
impl Reply {
    pub fn wait(self) -> u64 {
        self.total.recv().unwrap()
    }
}
