//! Is every order processed on real threads, and is it told when that is not so?
//@ deadline: 8s

use std::hint::black_box;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

use answer::{Failed, process_all};
use harness::{Rendezvous, Rng};

/// A thousand orders are processed, counted, and nobody leaves before.
pub fn a_thousand_orders_are_processed() {
    let processed = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&processed);
    let outcome = process_all(0..1_000, move |_| _ = count.fetch_add(1, Ordering::SeqCst));
    let processed = processed.load(Ordering::SeqCst);
    assert_eq!(processed, 1_000, "orders processed when `process_all` returned {outcome:?}");
    assert_eq!(outcome, Ok(1_000));
}

/// A last order that takes long is waited for.
pub fn a_long_last_order_is_waited_for() {
    for round in 0..4 {
        let processed = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&processed);
        let outcome = process_all(1..=3, move |order| {
            if order == 3 {
                long_way();
            }
            count.fetch_add(1, Ordering::SeqCst);
        });
        assert_eq!(processed.load(Ordering::SeqCst), 3, "round {round}: orders processed");
        assert_eq!(outcome, Ok(3), "round {round}");
    }
}

/// The second order is read while the first is being processed.
pub fn reading_and_processing_meet() {
    let meeting = Arc::new(Rendezvous::new(2));
    let producer = Arc::clone(&meeting);
    let orders = (1..=3).inspect(move |order| {
        if *order == 2 {
            producer.meet();
        }
    });
    let outcome = process_all(orders, move |order| {
        if order == 1 {
            meeting.meet();
        }
    });
    assert_eq!(outcome, Ok(3));
}

/// A producer that is slower than its consumer is waited for, order by order.
pub fn a_slow_producer_is_waited_for() {
    // Each order is read only when the one before has been processed.
    let meeting = Arc::new(Rendezvous::new(2));
    let producer = Arc::clone(&meeting);
    let orders = (0..100).inspect(move |order| {
        if *order > 0 {
            producer.meet();
        }
    });
    let outcome = process_all(orders, move |order| {
        if order < 99 {
            meeting.meet();
        }
    });
    assert_eq!(outcome, Ok(100));
}

/// No orders are no failure.
pub fn no_orders() {
    assert_eq!(process_all(0..0, |_| panic!("there is no order")), Ok(0));
}

/// When the orders break off, those that came are processed, and the producer is named.
pub fn the_orders_break_off() {
    for came in [0, 1, 50] {
        let processed = Arc::new(Mutex::new(Vec::new()));
        let done = Arc::clone(&processed);
        let orders = (0..=came).inspect(move |order| {
            assert_ne!(*order, came, "these orders break off on purpose");
        });
        let outcome = process_all(orders, move |order| {
            done.lock().unwrap().push(order);
        });
        assert_eq!(outcome, Err(Failed::Producer), "after {came} orders");
        assert_eq!(*processed.lock().unwrap(), (0..came).collect::<Vec<_>>());
    }
}

/// When processing panics the producer is not left waiting, and the consumer is named.
pub fn the_consumer_dies() {
    for dies_at in [0, 3, 999] {
        let outcome = process_all(0..1_000, move |order| {
            assert_ne!(order, dies_at, "this consumer is broken on purpose");
        });
        assert_eq!(outcome, Err(Failed::Consumer), "at order {dies_at} of 1000");
    }
}

/// Random orders, any `u64` among them, are processed in their order, and counted.
pub fn random_orders_agree(seed: u64) -> Vec<(Option<usize>, Vec<u64>)> {
    let mut rng = Rng::new(seed);
    (0..6)
        .map(|_| {
            let orders = orders(&mut rng);
            let processed = Arc::new(Mutex::new(Vec::new()));
            let done = Arc::clone(&processed);
            let outcome = process_all(orders.into_iter(), move |order| {
                done.lock().unwrap().push(order);
            });
            let processed = processed.lock().unwrap().clone();
            (outcome.ok(), processed)
        })
        .collect()
}

/// Up to 300 orders; the numbers that somebody might think impossible are never far.
fn orders(rng: &mut Rng) -> Vec<u64> {
    let len = rng.below(300) as usize;
    let special = [0, 1, u64::MAX, u64::MAX - 1, i64::MAX as u64, u64::from(u32::MAX), 1 << 63];
    let mut orders: Vec<u64> = (0..len).map(|_| rng.below(1_000)).collect();
    for order in special {
        orders.insert(rng.below(orders.len() as u64 + 1) as usize, order);
    }
    orders
}

/// Work that takes far longer than it takes to return without waiting for it. It offers its processor to others again and
/// again, so that somebody who does not wait gets ahead of it on one processor, too.
fn long_way() {
    let mut rng = Rng::new(1);
    for _ in 0..20 {
        for _ in 0..10_000 {
            black_box(rng.next_u64());
        }
        thread::yield_now();
    }
}
