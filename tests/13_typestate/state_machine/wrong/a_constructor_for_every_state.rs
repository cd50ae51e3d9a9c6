//@ caught-by: compile_fail
//@ says: `Paid::new` is public, so anybody has a paid order for the asking. What only `pay` should make needs no constructor, or a private one.
//@ fails: paid_by_new
//@ sort: tempting

use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

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
        Ok(Paid::new(NEXT_RECEIPT.fetch_add(1, Ordering::Relaxed)))
    }
}

impl Paid {
    pub fn new(receipt: u64) -> Paid {
        Paid { receipt }
    }

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

#[derive(Default)]
pub struct Desk {
    orders: Mutex<HashMap<u64, Order>>,
}

impl Desk {
    pub fn new() -> Desk {
        Desk::default()
    }

    pub fn place(&self, number: u64, cents: u64) -> bool {
        let mut orders = self.orders.lock().unwrap();
        if orders.contains_key(&number) {
            return false;
        }
        orders.insert(number, Order::Placed(Placed::new(cents)));
        true
    }

    fn step<T>(
        &self,
        number: u64,
        step: impl FnOnce(Order) -> (Order, Result<T, Refused>),
    ) -> Result<T, Refused> {
        let mut orders = self.orders.lock().unwrap();
        let order = orders.remove(&number).ok_or(Refused::Unknown)?;
        let (order, outcome) = step(order);
        orders.insert(number, order);
        outcome
    }

    pub fn pay(&self, number: u64, cents: u64) -> Result<u64, Refused> {
        self.step(number, |order| match order {
            Order::Placed(placed) => match placed.pay(cents) {
                Ok(paid) => {
                    let receipt = paid.receipt();
                    (Order::Paid(paid), Ok(receipt))
                }
                Err(placed) => (Order::Placed(placed), Err(Refused::WrongSum)),
            },
            other => {
                let state = other.state();
                (other, Err(Refused::WrongState(state)))
            }
        })
    }

    pub fn ship(&self, number: u64) -> Result<(), Refused> {
        self.step(number, |order| match order {
            Order::Paid(paid) => (Order::Shipped(paid.ship()), Ok(())),
            other => {
                let state = other.state();
                (other, Err(Refused::WrongState(state)))
            }
        })
    }

    pub fn state(&self, number: u64) -> Option<&'static str> {
        self.orders.lock().unwrap().get(&number).map(Order::state)
    }
}
