//! Is everything booked under every schedule, and is nothing done while there is nothing to do?
//@ bound: 2

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use answer::merge;
use crossbeam::channel::{bounded, unbounded};

/// For the model this takes no time. Whoever asks again and again meanwhile, be it once in a while, is found out.
const AN_HOUR: Duration = Duration::from_secs(3_600);

/// An order from each source is there, and both are closed: both are booked, in whichever order.
pub fn both_are_booked() {
    let (at_shop, shop) = unbounded();
    let (at_warehouse, warehouse) = unbounded();
    at_shop.send(1).expect("the receiver is here");
    at_warehouse.send(2).expect("the receiver is here");
    drop((at_shop, at_warehouse));
    let mut booked = Vec::new();
    merge(shop, warehouse, |order| booked.push(order));
    booked.sort_unstable();
    assert_eq!(booked, [1, 2], "what was booked");
}

/// One is closed, from the other one nothing comes for an hour: whoever has nothing to book waits.
pub fn a_closed_shop_is_not_asked_again() {
    let (at_shop, shop) = unbounded::<u64>();
    let (at_warehouse, warehouse) = bounded(1);
    drop(at_shop);
    let ordering = thread::spawn(move || {
        thread::sleep(AN_HOUR);
        at_warehouse.send(2).expect("only the shop is closed");
    });
    let mut booked = Vec::new();
    merge(shop, warehouse, |order| booked.push(order));
    assert_eq!(booked, [2], "what was booked");
    ordering.join().expect("this thread only sends");
}

/// The same with the other one closed.
pub fn a_closed_warehouse_is_not_asked_again() {
    let (at_shop, shop) = bounded(1);
    let (at_warehouse, warehouse) = unbounded::<u64>();
    drop(at_warehouse);
    let ordering = thread::spawn(move || {
        thread::sleep(AN_HOUR);
        at_shop.send(1).expect("only the warehouse is closed");
    });
    let mut booked = Vec::new();
    merge(shop, warehouse, |order| booked.push(order));
    assert_eq!(booked, [1], "what was booked");
    ordering.join().expect("this thread only sends");
}

/// An order comes from one of the two; only when it has been booked both are closed.
//@ bound: 1
pub fn nobody_is_held_up() {
    let (at_shop, shop) = unbounded::<u64>();
    let (at_warehouse, warehouse) = unbounded();
    let (told, booked) = mpsc::channel();
    let ordering = thread::spawn(move || {
        at_warehouse.send(1).expect("it is not closed");
        assert_eq!(booked.recv(), Ok(1), "the order that has been booked");
        drop(at_shop);
    });
    merge(shop, warehouse, |order| told.send(order).expect("somebody wants to know"));
    ordering.join().expect("the order is booked when it comes");
}
