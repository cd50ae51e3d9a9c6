//@ caught-by: model
//@ says: The next number is read, and then written: two who pay at the same time read the same one.
//@ sort: schedule-only

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
        Ok(Paid {
            receipt: {
                let r = NEXT_RECEIPT.load(Ordering::Relaxed);
                NEXT_RECEIPT.store(r + 1, Ordering::Relaxed);
                r
            },
        })
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
    fn name(&self) -> &'static str {
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
    pub fn pay(&self, number: u64, cents: u64) -> Result<u64, Refused> {
        let mut orders = self.orders.lock().unwrap();
        let order = orders.remove(&number).ok_or(Refused::Unknown)?;
        let (order, result) = match order {
            Order::Placed(placed) => match placed.pay(cents) {
                Ok(paid) => {
                    let r = paid.receipt();
                    (Order::Paid(paid), Ok(r))
                }
                Err(placed) => (Order::Placed(placed), Err(Refused::WrongSum)),
            },
            other => {
                let n = other.name();
                (other, Err(Refused::WrongState(n)))
            }
        };
        orders.insert(number, order);
        result
    }
    pub fn ship(&self, number: u64) -> Result<(), Refused> {
        let mut orders = self.orders.lock().unwrap();
        let (order, result) = match orders.remove(&number).ok_or(Refused::Unknown)? {
            Order::Paid(paid) => (Order::Shipped(paid.ship()), Ok(())),
            other => {
                let n = other.name();
                (other, Err(Refused::WrongState(n)))
            }
        };
        orders.insert(number, order);
        result
    }
    pub fn state(&self, number: u64) -> Option<&'static str> {
        self.orders.lock().unwrap().get(&number).map(Order::name)
    }
}
