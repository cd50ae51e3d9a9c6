//! Does the stock do its job on real threads?
//!
//! The threads here meet in `low`, or do not meet at all. Who may come between whose steps is for the model.
//@ deadline: 5s

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;

use answer::{LOW, Stock};
use harness::{Rng, seed};

/// What one thread takes, counts and is told adds up.
pub fn the_books_agree(seed: u64) -> Vec<(bool, Vec<u64>, u64)> {
    let mut rng = Rng::new(seed);
    let mut seen = Vec::new();
    for items in [0, 1, LOW, 60] {
        let stock = Stock::new(items);
        for step in 0..20 {
            // First nothing at all: what is there is left, be it exactly `LOW`.
            let wanted = if step == 0 { 0 } else { rng.below(15) };
            let mut told = Vec::new();
            let took = stock.take(wanted, |left| told.push(left));
            if rng.below(4) == 0 {
                let mut frozen = stock.freeze();
                let counted = frozen.items() + rng.below(9);
                frozen.correct(counted);
            }
            seen.push((took, told, stock.available()));
        }
    }
    seen
}

/// Items can be taken until there are none, and not beyond.
pub fn exactly_what_is_there_can_be_taken() {
    let stock = Stock::new(3);
    assert!(!stock.take(4, |left| panic!("nothing was taken, and {left} were left")));
    assert_eq!(stock.available(), 3, "items after a take that failed");
    assert!(stock.take(3, |left| assert_eq!(left, 0)), "3 of 3 items");
    assert!(stock.take(0, |left| assert_eq!(left, 0)), "0 of 0 items");
    assert!(!stock.take(1, |left| panic!("nothing was taken, and {left} were left")));
    let full = Stock::new(LOW + 1);
    assert!(full.take(1, |left| panic!("{left} are not few")), "one of {} items", LOW + 1);
    let told = Cell::new(0);
    assert!(full.take(1, |left| told.set(left)), "one of {LOW} items");
    assert_eq!(told.get(), LOW - 1, "the number that purchasing was told");
}

/// Whoever is told may look at the stock, take from it, and freeze it.
pub fn low_may_use_the_stock() {
    let items = Rng::new(seed()).range(5..LOW);
    let stock = Stock::new(items);
    let took = stock.take(1, |left| {
        assert_eq!(stock.available(), left, "items, as seen by whoever was told of {left}");
        assert!(stock.take(1, |_| ()), "one more item");
        let mut frozen = stock.freeze();
        assert_eq!(frozen.items(), left - 1, "items in the frozen stock");
        frozen.correct(100);
    });
    assert!(took, "one of {items} items");
    assert_eq!(stock.available(), 100, "items, as counted while purchasing was told");
}

/// Whoever is told may wait for another thread that looks at the stock, and takes from it.
pub fn low_may_wait_for_another_thread() {
    let stock = Stock::new(LOW);
    let took = stock.take(4, |left| {
        let purchasing = || (stock.available(), stock.take(left, |_| ()));
        let purchasing = thread::scope(|scope| scope.spawn(purchasing).join());
        let (seen, took) = purchasing.expect("purchasing only looks and takes");
        assert_eq!(
            (seen, took),
            (left, true),
            "what another thread saw, and whether it could take it"
        );
    });
    assert!(took, "four of {LOW} items");
    assert_eq!(stock.available(), 0, "items");
}

/// When `low` panics the items are gone, and the stock goes on working.
pub fn a_panic_in_low_harms_nobody() {
    let stock = Stock::new(5);
    for left in [4, 3] {
        let result = catch_unwind(AssertUnwindSafe(|| {
            stock.take(1, |_| panic!("purchasing hangs up, on purpose"))
        }));
        assert!(result.is_err(), "purchasing hung up, and `take` returned {result:?}");
        assert_eq!(stock.available(), left, "items after a `take` whose `low` panicked");
    }
    assert!(stock.take(3, |left| assert_eq!(left, 0)), "the last three items");
}

/// A stock thaws when the `Frozen` is dropped, and can be frozen again.
pub fn a_frozen_stock_thaws() {
    let stock = Stock::new(20);
    for counted in [18, 25, 0] {
        let mut frozen = stock.freeze();
        frozen.correct(counted + 1);
        frozen.correct(counted);
        assert_eq!(frozen.items(), counted, "items, as counted");
        drop(frozen);
        assert_eq!(stock.available(), counted, "items after the stocktaking");
        let frozen = stock.freeze();
        assert_eq!(frozen.items(), counted, "items, frozen again");
    }
    assert!(!stock.take(1, |_| ()), "none are left");
}
