//! Does each step do what it should, and does a refused one change nothing?

use std::collections::HashSet;
use std::thread;

use answer::Refused::{Unknown, WrongState, WrongSum};
use answer::{Desk, Paid, Placed, Shipped};
use harness::Rng;

/// Placed, paid, shipped; the receipt stays the same.
pub fn the_whole_way() {
    let placed = Placed::new(100);
    let paid: Paid = paid(placed, 100);
    let receipt = paid.receipt();
    let shipped: Shipped = paid.ship();
    assert_eq!(shipped.receipt(), receipt);
}

/// The wrong sum is refused, and the order comes back, time and again.
pub fn the_wrong_sum() {
    let mut placed = Placed::new(100);
    for sum in [0, 99, 101, u64::MAX] {
        placed = match placed.pay(sum) {
            Ok(_) => panic!("{sum} was taken for 100"),
            Err(placed) => placed,
        };
    }
    assert!(placed.pay(100).is_ok(), "the right sum, after some wrong ones");
}

/// Each payment has a receipt of its own.
pub fn each_has_its_receipt() {
    let receipts: HashSet<u64> =
        (0..100).map(|cents| paid(Placed::new(cents), cents).receipt()).collect();
    assert_eq!(receipts.len(), 100, "different receipts of a hundred orders");
}

/// At the desk: each step in its turn, and in no other.
pub fn one_step_after_the_other() {
    let desk = Desk::new();
    assert_eq!(desk.state(7), None);
    assert_eq!((desk.pay(7, 100), desk.ship(7)), (Err(Unknown), Err(Unknown)));
    assert!(desk.place(7, 100), "the number is free");
    assert_eq!((desk.state(7), desk.state(8)), (Some("placed"), None));
    assert_eq!(desk.ship(7), Err(WrongState("placed")));
    assert!(desk.pay(7, 100).is_ok(), "after a step that was refused");
    assert_eq!(desk.state(7), Some("paid"));
    assert_eq!(desk.pay(7, 100), Err(WrongState("paid")));
    assert_eq!(desk.ship(7), Ok(()));
    assert_eq!(desk.state(7), Some("shipped"));
    assert_eq!(desk.ship(7), Err(WrongState("shipped")));
    assert_eq!(desk.pay(7, 100), Err(WrongState("shipped")));
    assert_eq!(desk.state(7), Some("shipped"));
}

/// A step that is refused leaves the order where and as it was.
pub fn refused_and_still_there() {
    let desk = Desk::new();
    desk.place(7, 100);
    for _ in 0..3 {
        assert_eq!(desk.pay(7, 99), Err(WrongSum));
        assert_eq!(desk.ship(7), Err(WrongState("placed")));
        assert_eq!(desk.state(7), Some("placed"));
    }
    assert!(desk.pay(7, 100).is_ok(), "the right sum, in the end");
}

/// A number that is taken cannot be placed again, in whatever state the order is.
pub fn a_number_is_taken_once() {
    let desk = Desk::new();
    assert!(desk.place(7, 100), "the first one");
    assert!(!desk.place(7, 1), "the second one");
    assert!(desk.pay(7, 100).is_ok(), "the sum of the first one");
    assert!(!desk.place(7, 1), "while it is paid");
    assert_eq!(desk.ship(7), Ok(()));
    assert!(!desk.place(7, 1), "while it is on its way");
}

/// Several threads at one desk, each with orders of its own.
pub fn several_threads_at_one_desk() {
    let desk = Desk::new();
    thread::scope(|scope| {
        for clerk in 0..4 {
            let desk = &desk;
            scope.spawn(move || {
                for order in 0..50 {
                    let number = 100 * clerk + order;
                    assert!(desk.place(number, order), "number {number}");
                    assert!(desk.pay(number, order).is_ok(), "number {number}");
                    assert_eq!(desk.ship(number), Ok(()), "number {number}");
                }
            });
        }
    });
    assert!((0..400).filter(|number| desk.state(*number) == Some("shipped")).count() == 200);
}

/// Random steps with random orders: the same are taken, and the same are refused.
pub fn random_steps_agree(seed: u64) -> Vec<String> {
    let mut rng = Rng::new(seed);
    let desk = Desk::new();
    (0..200)
        .map(|_| {
            let (number, cents) = (rng.below(12), rng.below(2));
            let outcome = match rng.below(3) {
                0 => format!("{}", desk.place(number, cents)),
                1 => format!("{:?}", desk.pay(number, cents).map(|_receipt| ())),
                _ => format!("{:?}", desk.ship(number)),
            };
            format!("{outcome} {:?}", desk.state(number))
        })
        .collect()
}

fn paid(placed: Placed, cents: u64) -> Paid {
    match placed.pay(cents) {
        Ok(paid) => paid,
        Err(_) => panic!("{cents} is what it costs, and it was refused"),
    }
}
