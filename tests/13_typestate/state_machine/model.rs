//! Is an order always there, and in one state, under every schedule?

use std::thread;

use answer::{Desk, Placed};
use answer::Refused::{WrongState, WrongSum};

/// Two orders are paid at the same time: each has a receipt of its own.
pub fn no_receipt_is_given_twice() {
    let pay = || Placed::new(5).pay(5).map(|paid| paid.receipt()).ok();
    let (here, there) = thread::scope(|scope| {
        let other = scope.spawn(pay);
        (pay(), other.join().expect("it only pays"))
    });
    assert!(here.is_some() && there.is_some(), "it is the right sum");
    assert_ne!(here, there, "the receipts of two orders");
}

/// Two pay for the same order: one gets a receipt, and the other one is told that it is paid.
pub fn one_of_two_pays() {
    let desk = desk();
    let (here, there) = thread::scope(|scope| {
        let other = scope.spawn(|| desk.pay(7, 100));
        (desk.pay(7, 100), other.join().expect("it only pays"))
    });
    assert!(
        matches!(
            (&here, &there),
            (Ok(_), Err(WrongState("paid"))) | (Err(WrongState("paid")), Ok(_))
        ),
        "two paid for one order, and were told {here:?} and {there:?}"
    );
    assert_eq!(desk.state(7), Some("paid"));
    model::sometimes("the thread that was started paid first", there.is_ok());
    assert_eq!(model::locks_held(), 0, "locks that are held between two calls");
}

/// While somebody pays the wrong sum, nobody else finds the order gone.
pub fn always_to_be_found() {
    let desk = desk();
    thread::scope(|scope| {
        scope.spawn(|| assert_eq!(desk.pay(7, 1), Err(WrongSum)));
        assert_eq!(desk.state(7), Some("placed"), "while somebody else pays the wrong sum");
        assert!(!desk.place(7, 1), "the number is taken");
    });
    assert!(desk.pay(7, 100).is_ok(), "the order as it was placed");
}

/// One pays, and one ships: it is shipped if it was paid, and never is it anything else.
pub fn shipped_only_when_paid() {
    let desk = desk();
    let shipped = thread::scope(|scope| {
        let shipping = scope.spawn(|| desk.ship(7));
        assert!(desk.pay(7, 100).is_ok(), "nobody else pays");
        shipping.join().expect("it only ships")
    });
    match shipped {
        Ok(()) => assert_eq!(desk.state(7), Some("shipped")),
        Err(refused) => {
            assert_eq!(refused, WrongState("placed"), "why it was not shipped");
            assert_eq!(desk.state(7), Some("paid"));
        }
    }
    model::sometimes("it was shipped", desk.state(7) == Some("shipped"));
}

/// Two take the same number: one of the orders is taken.
pub fn a_number_is_taken_once() {
    let desk = Desk::new();
    let (here, there) = thread::scope(|scope| {
        let other = scope.spawn(|| desk.place(7, 2));
        (desk.place(7, 1), other.join().expect("it only places an order"))
    });
    assert_ne!(here, there, "whether the order with number 7 was taken, here and there");
    let costs = if here { 1 } else { 2 };
    assert!(desk.pay(7, costs).is_ok(), "the order that was taken");
}

fn desk() -> Desk {
    let desk = Desk::new();
    assert!(desk.place(7, 100), "the number is free");
    desk
}
