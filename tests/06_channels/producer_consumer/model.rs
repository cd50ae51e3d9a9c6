//! Is every order processed, and the right one blamed, under every schedule?

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use answer::{Failed, process_all};

/// Every order is processed when `process_all` returns, and nobody is still running.
pub fn every_order_is_processed() {
    let sum = Arc::new(AtomicU64::new(0));
    let total = Arc::clone(&sum);
    // Relaxed on purpose, here and below: that the caller sees it must follow from the waiting.
    let outcome = process_all([1, 20].into_iter(), move |order| {
        total.fetch_add(order, Ordering::Relaxed);
    });
    assert_eq!(sum.load(Ordering::Relaxed), 21, "the sum of the orders that were processed");
    assert_eq!(outcome, Ok(2), "orders counted");
    assert_eq!(model::alive(), 0, "threads that `process_all` left running");
}

/// The orders break off: the one that came is processed, and the producer is named.
pub fn the_orders_break_off() {
    let sum = Arc::new(AtomicU64::new(0));
    let total = Arc::clone(&sum);
    let orders = [1, 20].into_iter().inspect(|order| {
        assert_eq!(*order, 1, "these orders break off on purpose");
    });
    let outcome = process_all(orders, move |order| {
        total.fetch_add(order, Ordering::Relaxed);
    });
    assert_eq!(outcome, Err(Failed::Producer), "the orders broke off");
    assert_eq!(sum.load(Ordering::Relaxed), 1, "the sum of the orders that were processed");
    assert_eq!(model::alive(), 0, "threads that `process_all` left running");
}

/// The consumer dies at the first of three orders: it is named, and the producer comes back.
pub fn the_consumer_dies() {
    let orders = [1, 2, 3].into_iter();
    let outcome = process_all(orders, |_| panic!("this consumer is broken on purpose"));
    assert_eq!(outcome, Err(Failed::Consumer), "processing panicked");
    assert_eq!(model::alive(), 0, "threads that `process_all` left running");
}
