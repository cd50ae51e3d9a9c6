//! What travels is the question itself, as a closure that the owner calls with its totals; the way back is in the closure.

use std::collections::HashMap;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::{self, JoinHandle};

type Totals = HashMap<u64, u64>;
type Question = Box<dyn FnOnce(&mut Totals) + Send>;

#[derive(Clone)]
pub struct Meter(Sender<Question>);

pub struct Reply(Receiver<u64>);

pub fn open() -> (Meter, JoinHandle<Totals>) {
    let (ask, questions) = mpsc::channel::<Question>();
    let owner = thread::spawn(move || {
        let mut totals = Totals::new();
        questions.into_iter().for_each(|question| question(&mut totals));
        totals
    });
    (Meter(ask), owner)
}

impl Meter {
    pub fn add(&self, customer: u64, units: u64) -> Reply {
        let (reply, total) = mpsc::sync_channel(1);
        let question = move |totals: &mut Totals| {
            let total = totals.entry(customer).or_default();
            *total += units;
            reply.try_send(*total).ok();
        };
        self.0.send(Box::new(question)).ok();
        Reply(total)
    }
}

impl Reply {
    pub fn wait(self) -> u64 {
        self.0.recv().unwrap()
    }
}
