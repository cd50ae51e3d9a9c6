//! The desk is a thread that owns all orders; whoever wants something asks it, with a way back for the answer.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc;
use std::thread;

static NEXT_RECEIPT: AtomicU64 = AtomicU64::new(1);

#[derive(Debug)]
pub struct Placed {
    cents: u64,
}

#[derive(Debug)]
pub struct Paid {
    receipt: u64,
}

#[derive(Debug)]
pub struct Shipped {
    receipt: u64,
}

impl Placed {
    pub fn new(cents: u64) -> Placed {
        Placed { cents }
    }

    pub fn pay(self, cents: u64) -> Result<Paid, Placed> {
        if cents != self.cents {
            return Err(self);
        }
        Ok(Paid { receipt: NEXT_RECEIPT.fetch_add(1, Ordering::Relaxed) })
    }
}

impl Paid {
    pub fn receipt(&self) -> u64 {
        self.receipt
    }

    pub fn ship(self) -> Shipped {
        Shipped { receipt: self.receipt }
    }
}

impl Shipped {
    pub fn receipt(&self) -> u64 {
        self.receipt
    }
}

#[derive(Debug, PartialEq, Eq)]
pub enum Refused {
    Unknown,
    WrongSum,
    WrongState(&'static str),
}

enum Order {
    Placed(Placed),
    Paid(Paid),
    Shipped(Shipped),
}

impl Order {
    fn state(&self) -> &'static str {
        match self {
            Order::Placed(_) => "placed",
            Order::Paid(_) => "paid",
            Order::Shipped(_) => "shipped",
        }
    }
}

type Orders = HashMap<u64, Order>;
type Request = Box<dyn FnOnce(&mut Orders) + Send>;

pub struct Desk {
    requests: Option<mpsc::Sender<Request>>,
    clerk: Option<thread::JoinHandle<()>>,
}

impl Default for Desk {
    fn default() -> Desk {
        Desk::new()
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        drop(self.requests.take());
        if let Some(clerk) = self.clerk.take() {
            let _ = clerk.join();
        }
    }
}

impl Desk {
    pub fn new() -> Desk {
        let (requests, inbox) = mpsc::channel::<Request>();
        let clerk = thread::spawn(move || {
            let mut orders = Orders::new();
            inbox.iter().for_each(|request| request(&mut orders));
        });
        Desk { requests: Some(requests), clerk: Some(clerk) }
    }

    fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&mut Orders) -> T + Send + 'static,
    ) -> T {
        let (reply, answer) = mpsc::channel();
        let request = Box::new(move |orders: &mut Orders| _ = reply.send(question(orders)));
        self.requests.as_ref().unwrap().send(request).unwrap();
        answer.recv().unwrap()
    }

    pub fn place(&self, number: u64, cents: u64) -> bool {
        self.ask(move |orders| {
            let free = !orders.contains_key(&number);
            if free {
                orders.insert(number, Order::Placed(Placed::new(cents)));
            }
            free
        })
    }

    pub fn pay(&self, number: u64, cents: u64) -> Result<u64, Refused> {
        self.ask(move |orders| match orders.remove(&number).ok_or(Refused::Unknown)? {
            Order::Placed(placed) => match placed.pay(cents) {
                Ok(paid) => {
                    let receipt = paid.receipt();
                    orders.insert(number, Order::Paid(paid));
                    Ok(receipt)
                }
                Err(placed) => {
                    orders.insert(number, Order::Placed(placed));
                    Err(Refused::WrongSum)
                }
            },
            other => {
                let state = other.state();
                orders.insert(number, other);
                Err(Refused::WrongState(state))
            }
        })
    }

    pub fn ship(&self, number: u64) -> Result<(), Refused> {
        self.ask(move |orders| {
            let (order, outcome) = match orders.remove(&number).ok_or(Refused::Unknown)? {
                Order::Paid(paid) => (Order::Shipped(paid.ship()), Ok(())),
                other => {
                    let state = other.state();
                    (other, Err(Refused::WrongState(state)))
                }
            };
            orders.insert(number, order);
            outcome
        })
    }

    pub fn state(&self, number: u64) -> Option<&'static str> {
        self.ask(move |orders| orders.get(&number).map(Order::state))
    }
}
