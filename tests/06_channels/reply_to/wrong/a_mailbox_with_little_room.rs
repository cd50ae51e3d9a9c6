//@ caught-by: model
//@ says: The mailbox holds 64 requests. When that many wait, `add` waits for the owner, which it promised not to: with any bound there is a crowd that fills it.
//@ fails: the_mailbox_has_room_for_all
//@ kind: assertion
//@ sort: schedule-only

use std::collections::HashMap;
use std::sync::mpsc::{self, Receiver, Sender, SyncSender};
use std::thread::{self, JoinHandle};

struct Add {
    customer: u64,
    units: u64,
    reply: Sender<u64>,
}

#[derive(Clone)]
pub struct Meter {
    requests: SyncSender<Add>,
}

pub struct Reply {
    total: Receiver<u64>,
}

pub fn open() -> (Meter, JoinHandle<HashMap<u64, u64>>) {
    // As in Go: some room, so that nobody has to wait.
    let (requests, inbox) = mpsc::sync_channel::<Add>(64);
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
    pub fn wait(self) -> u64 {
        self.total.recv().unwrap()
    }
}
