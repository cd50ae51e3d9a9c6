//@ caught-by: model
//@ says: `add` waits for the answer and puts it into the reply: it asks and waits in one, and nobody can do anything else in between. The reply is where to wait.
//@ fails: asking_does_not_wait
//@ kind: assertion
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
        let (reply, answer) = mpsc::channel();
        self.requests.send(Add { customer, units, reply }).expect("the owner is there");
        let (fetched, total) = mpsc::channel();
        fetched.send(answer.recv().expect("every request is answered")).expect("it is here");
        Reply { total }
    }
}

impl Reply {
    pub fn wait(self) -> u64 {
        self.total.recv().expect("every request is answered")
    }
}
