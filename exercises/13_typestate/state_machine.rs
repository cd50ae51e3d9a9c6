//! # Shipped, and never paid
//!
//! A shop's orders are placed, paid and shipped. In the Go program an order is a struct with a `Status` and a
//! `Receipt` that is nil until it is paid. Each function begins by asking the status; one of them has forgotten
//! to, and now and then a parcel leaves that nobody has paid for. When a receipt is printed there is sometimes none.
//!
//! Here a state is a type of its own, and has what there is in that state: only a `Paid` has a receipt. But the
//! orders come from a database and wait in a map until somebody pays, and what state they will be in is known
//! only when the program runs. So both are needed: types for the steps, and *one* `enum` for "an order, in whatever
//! state it is".
//!
//! Before you edit: to take a step the order has to be taken out of the map, because the step consumes it. Where is
//! it while the step is taken, and what do others see meanwhile? And where is it if the step is refused?
//!
//! What must hold:
//!
//! - Keep the names, and all signatures but `self`. `Placed::new(cents)` is an order. `placed.pay(cents)` is paid, if it is
//!   the right sum; otherwise the placed order comes back in the `Err`. `paid.ship()` is shipped.
//! - Each `Paid` has a receipt number of its own, which it keeps when it is shipped.
//! - **Must not compile**: to ship what is not paid for; to ask an order that is only placed for its receipt; to use an order after the
//!   step that ended its state; to clone one; to make a paid one in any other way than by paying.
//! - `Desk` has orders by number, and threads share it. `place` is `false` if there is that number already, and
//!   changes nothing then. `pay` gives the receipt, `ship` sends it off. What is refused (`Refused`) leaves the
//!   order as it was.
//! - An order that is at the desk is always found, and in one state: of several who pay, one gets a receipt, and the others
//!   are told `WrongState`, for the order is paid by then.

use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

/// The number of the next receipt.
static NEXT_RECEIPT: AtomicU64 = AtomicU64::new(1);

/// Not paid yet.
// TODO: an order is there once.
#[derive(Debug, Clone)]
pub struct Placed {
    cents: u64,
    receipt: Option<u64>,
}

/// Paid, and still here.
#[derive(Debug, Clone, Default)]
pub struct Paid {
    receipt: Option<u64>,
}

/// On its way.
#[derive(Debug, Clone)]
pub struct Shipped {
    receipt: Option<u64>,
}

impl Placed {
    /// An order.
    pub fn new(cents: u64) -> Placed {
        Placed { cents, receipt: None }
    }

    /// Pays, if it is the right sum.
    // TODO: who has the placed order afterwards?
    pub fn pay(&self, cents: u64) -> Result<Paid, Placed> {
        if cents != self.cents {
            return Err(self.clone());
        }
        Ok(Paid { receipt: Some(NEXT_RECEIPT.fetch_add(1, Ordering::Relaxed)) })
    }

    /// The number of the receipt.
    pub fn receipt(&self) -> u64 {
        self.receipt.expect("paid, I hope")
    }

    /// Sends it off.
    // TODO: does this belong here?
    pub fn ship(&self) -> Shipped {
        Shipped { receipt: self.receipt }
    }
}

impl Paid {
    /// The number of the receipt.
    pub fn receipt(&self) -> u64 {
        self.receipt.expect("paid, I hope")
    }

    /// Sends it off.
    pub fn ship(&self) -> Shipped {
        Shipped { receipt: self.receipt }
    }
}

impl Shipped {
    /// The number of the receipt.
    pub fn receipt(&self) -> u64 {
        self.receipt.expect("paid, I hope")
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
        let mut orders = self.orders.lock().unwrap();
        if orders.contains_key(&number) {
            return false;
        }
        orders.insert(number, Order::Placed(Placed::new(cents)));
        true
    }

    /// Pays an order; the number of the receipt.
    pub fn pay(&self, number: u64, cents: u64) -> Result<u64, Refused> {
        // TODO: from here on it is nowhere.
        let order = self.orders.lock().unwrap().remove(&number).ok_or(Refused::Unknown)?;
        let placed = match order {
            Order::Placed(placed) => placed,
            Order::Paid(_) => return Err(Refused::WrongState("paid")),
            Order::Shipped(_) => return Err(Refused::WrongState("shipped")),
        };
        let paid = placed.pay(cents).map_err(|_placed| Refused::WrongSum)?;
        let receipt = paid.receipt();
        self.orders.lock().unwrap().insert(number, Order::Paid(paid));
        Ok(receipt)
    }

    /// Sends an order off.
    pub fn ship(&self, number: u64) -> Result<(), Refused> {
        let order = self.orders.lock().unwrap().remove(&number).ok_or(Refused::Unknown)?;
        let shipped = match order {
            Order::Paid(paid) => paid.ship(),
            Order::Placed(_) => return Err(Refused::WrongState("placed")),
            Order::Shipped(_) => return Err(Refused::WrongState("shipped")),
        };
        self.orders.lock().unwrap().insert(number, Order::Shipped(shipped));
        Ok(())
    }

    /// Which state an order is in.
    pub fn state(&self, number: u64) -> Option<&'static str> {
        match self.orders.lock().unwrap().get(&number)? {
            Order::Placed(_) => Some("placed"),
            Order::Paid(_) => Some("paid"),
            Order::Shipped(_) => Some("shipped"),
        }
    }
}
