//! A type for each state, with what there is in it; an `enum` around them for whoever stores orders; and one lock around each step.

use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

/// The number of the next receipt.
static NEXT_RECEIPT: AtomicU64 = AtomicU64::new(1);

/// Not paid yet.
#[derive(Debug)]
pub struct Placed {
    cents: u64,
}

/// Paid, and still here.
// No `Default` and no `new`: the field is private, so `Placed::pay` is the only way to get one. And the receipt is no `Option`.
#[derive(Debug)]
pub struct Paid {
    receipt: u64,
}

/// On its way.
#[derive(Debug)]
pub struct Shipped {
    receipt: u64,
}

impl Placed {
    /// An order.
    pub fn new(cents: u64) -> Placed {
        Placed { cents }
    }

    /// Pays, if it is the right sum.
    pub fn pay(self, cents: u64) -> Result<Paid, Placed> {
        if cents != self.cents {
            return Err(self);
        }
        Ok(Paid { receipt: NEXT_RECEIPT.fetch_add(1, Ordering::Relaxed) })
    }
}

impl Paid {
    /// The number of the receipt.
    pub fn receipt(&self) -> u64 {
        self.receipt
    }

    /// Sends it off.
    pub fn ship(self) -> Shipped {
        Shipped { receipt: self.receipt }
    }
}

impl Shipped {
    /// The number of the receipt.
    pub fn receipt(&self) -> u64 {
        self.receipt
    }
}

/// Why a step was not taken.
#[derive(Debug, PartialEq, Eq)]
pub enum Refused {
    /// There is no order with that number.
    Unknown,
    /// Not what it costs.
    WrongSum,
    /// It is in a state in which this cannot be done: `"placed"`, `"paid"` or `"shipped"`.
    WrongState(&'static str),
}

/// An order, in whatever state it is.
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

/// All orders.
#[derive(Default)]
pub struct Desk {
    orders: Mutex<HashMap<u64, Order>>,
}

impl Desk {
    /// No orders.
    pub fn new() -> Desk {
        Desk::default()
    }

    /// Takes an order, unless there is one with that number.
    pub fn place(&self, number: u64, cents: u64) -> bool {
        let mut orders = self.orders.lock().expect("nobody panics under this lock");
        if orders.contains_key(&number) {
            return false;
        }
        orders.insert(number, Order::Placed(Placed::new(cents)));
        true
    }

    /// Takes one step with an order: `step` gets it, and gives back what it is after that, refused or not.
    fn step<T>(
        &self,
        number: u64,
        step: impl FnOnce(Order) -> (Order, Result<T, Refused>),
    ) -> Result<T, Refused> {
        // One guard from the taking out to the putting back: nobody sees the desk without the order.
        let mut orders = self.orders.lock().expect("nobody panics under this lock");
        let order = orders.remove(&number).ok_or(Refused::Unknown)?;
        let (order, outcome) = step(order);
        orders.insert(number, order);
        outcome
    }

    /// Pays an order; the number of the receipt.
    pub fn pay(&self, number: u64, cents: u64) -> Result<u64, Refused> {
        self.step(number, |order| match order {
            Order::Placed(placed) => match placed.pay(cents) {
                Ok(paid) => {
                    let receipt = paid.receipt();
                    (Order::Paid(paid), Ok(receipt))
                }
                Err(placed) => (Order::Placed(placed), Err(Refused::WrongSum)),
            },
            // This question is asked in one place, where an order of unknown state becomes one of a known state.
            other => {
                let state = other.state();
                (other, Err(Refused::WrongState(state)))
            }
        })
    }

    /// Sends an order off.
    pub fn ship(&self, number: u64) -> Result<(), Refused> {
        self.step(number, |order| match order {
            Order::Paid(paid) => (Order::Shipped(paid.ship()), Ok(())),
            other => {
                let state = other.state();
                (other, Err(Refused::WrongState(state)))
            }
        })
    }

    /// Which state an order is in.
    pub fn state(&self, number: u64) -> Option<&'static str> {
        self.orders.lock().expect("nobody panics under this lock").get(&number).map(Order::state)
    }
}
