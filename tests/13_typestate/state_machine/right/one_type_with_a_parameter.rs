//! `Placed`, `Paid` and `Shipped` are names for one type with a parameter, and each order at the desk has a lock of its own.

use std::collections::HashMap;
use std::mem;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

static NEXT_RECEIPT: AtomicU64 = AtomicU64::new(1);

pub struct InState<S>(S);

pub struct Costs(u64);
pub struct Receipt(u64);
pub struct Gone(u64);

pub type Placed = InState<Costs>;
pub type Paid = InState<Receipt>;
pub type Shipped = InState<Gone>;

impl InState<Costs> {
    pub fn new(cents: u64) -> Placed {
        InState(Costs(cents))
    }

    pub fn pay(self, cents: u64) -> Result<Paid, Placed> {
        if cents == self.0.0 {
            Ok(InState(Receipt(NEXT_RECEIPT.fetch_add(1, Ordering::Relaxed))))
        } else {
            Err(self)
        }
    }
}

impl InState<Receipt> {
    pub fn receipt(&self) -> u64 {
        self.0.0
    }

    pub fn ship(self) -> Shipped {
        InState(Gone(self.0.0))
    }
}

impl InState<Gone> {
    pub fn receipt(&self) -> u64 {
        self.0.0
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

#[derive(Default)]
pub struct Desk {
    orders: Mutex<HashMap<u64, Arc<Mutex<Order>>>>,
}

impl Desk {
    pub fn new() -> Desk {
        Desk::default()
    }

    fn order(&self, number: u64) -> Option<Arc<Mutex<Order>>> {
        self.orders.lock().unwrap().get(&number).cloned()
    }

    pub fn place(&self, number: u64, cents: u64) -> bool {
        let mut orders = self.orders.lock().unwrap();
        let free = !orders.contains_key(&number);
        if free {
            orders.insert(number, Arc::new(Mutex::new(Order::Placed(Placed::new(cents)))));
        }
        free
    }

    pub fn pay(&self, number: u64, cents: u64) -> Result<u64, Refused> {
        let order = self.order(number).ok_or(Refused::Unknown)?;
        let mut order = order.lock().unwrap();
        // Something has to be there meanwhile; nobody sees it, because of the guard.
        match mem::replace(&mut *order, Order::Placed(Placed::new(0))) {
            Order::Placed(placed) => match placed.pay(cents) {
                Ok(paid) => {
                    let receipt = paid.receipt();
                    *order = Order::Paid(paid);
                    Ok(receipt)
                }
                Err(placed) => {
                    *order = Order::Placed(placed);
                    Err(Refused::WrongSum)
                }
            },
            other => {
                *order = other;
                Err(Refused::WrongState(state(&order)))
            }
        }
    }

    pub fn ship(&self, number: u64) -> Result<(), Refused> {
        let order = self.order(number).ok_or(Refused::Unknown)?;
        let mut order = order.lock().unwrap();
        match mem::replace(&mut *order, Order::Placed(Placed::new(0))) {
            Order::Paid(paid) => {
                *order = Order::Shipped(paid.ship());
                Ok(())
            }
            other => {
                *order = other;
                Err(Refused::WrongState(state(&order)))
            }
        }
    }

    pub fn state(&self, number: u64) -> Option<&'static str> {
        self.order(number).map(|order| state(&order.lock().unwrap()))
    }
}

fn state(order: &Order) -> &'static str {
    match order {
        Order::Placed(_) => "placed",
        Order::Paid(_) => "paid",
        Order::Shipped(_) => "shipped",
    }
}
