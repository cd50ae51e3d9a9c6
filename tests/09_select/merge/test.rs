//! Is everything booked on real threads, and does nobody hold up the other? Whether it asks a closed one
//! again and again is for the model.
//@ deadline: 8s

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use answer::merge;
use crossbeam::channel::{bounded, unbounded};
use harness::{Rng, all_come_to_rest};

/// Random orders from both: those of each source in their order, and none missing.
pub fn all_orders_of_both(seed: u64) -> Vec<(Vec<u64>, Vec<u64>)> {
    let mut rng = Rng::new(seed);
    (0..10)
        .map(|_| {
            let (a, b) = (rng.below(60) as usize, rng.below(60) as usize);
            let (of_shop, of_warehouse) = (rng.vec(a), rng.vec(b));
            let (at_shop, shop) = bounded(64);
            let (at_warehouse, warehouse) = bounded(64);
            let (mut here, mut there) = (Vec::new(), Vec::new());
            thread::scope(|scope| {
                scope.spawn(move || {
                    for order in of_shop {
                        at_shop.send((true, order)).expect("the other side is there");
                    }
                });
                scope.spawn(move || {
                    for order in of_warehouse {
                        at_warehouse.send((false, order)).expect("the other side is there");
                    }
                });
                merge(shop, warehouse, |(from_shop, order)| {
                    if from_shop { here.push(order) } else { there.push(order) }
                });
            });
            (here, there)
        })
        .collect()
}

/// Orders come from one source, then from the other, and each only when the one before has been booked.
pub fn nobody_is_held_up() {
    let (at_shop, shop) = unbounded();
    let (at_warehouse, warehouse) = unbounded();
    let (told, booked) = mpsc::channel();
    let ordering = thread::spawn(move || {
        let from_shop = [true, false, false, true, false];
        for (order, from_shop) in from_shop.into_iter().enumerate() {
            let source = if from_shop { &at_shop } else { &at_warehouse };
            source.send(order).expect("neither of the two is closed");
            assert_eq!(booked.recv(), Ok(order), "the order that has been booked");
        }
    });
    merge(shop, warehouse, |order| told.send(order).expect("somebody wants to know"));
    ordering.join().expect("each order is booked when it comes");
}

/// Whichever of the two is closed, from the beginning or after some orders: the other one goes on.
pub fn the_other_one_goes_on() {
    for closes_first in 0..2 {
        for orders_before in [0, 2] {
            let (at_shop, shop) = unbounded();
            let (at_warehouse, warehouse) = unbounded();
            let (told, booked) = mpsc::channel();
            let (first, second) =
                if closes_first == 0 { (at_shop, at_warehouse) } else { (at_warehouse, at_shop) };
            let ordering = thread::spawn(move || {
                for order in 0..orders_before {
                    first.send(order).expect("it is not closed");
                }
                drop(first);
                for order in 0..orders_before {
                    assert_eq!(booked.recv(), Ok(order), "what was ordered before it was closed");
                }
                for order in 10..12 {
                    second.send(order).expect("only the other one is closed");
                    assert_eq!(booked.recv(), Ok(order), "an order of the one that is open");
                }
            });
            merge(shop, warehouse, |order| told.send(order).expect("somebody wants to know"));
            ordering.join().expect("each order is booked when it comes");
        }
    }
}

/// When both are closed from the beginning, what is in them is booked.
pub fn what_is_in_them_is_booked() {
    let (at_shop, shop) = unbounded();
    let (at_warehouse, warehouse) = unbounded();
    for order in 0..10 {
        at_shop.send(order).expect("the receiver is here");
        at_warehouse.send(10 + order).expect("the receiver is here");
    }
    drop((at_shop, at_warehouse));
    let mut booked = Vec::new();
    merge(shop, warehouse, |order| booked.push(order));
    booked.sort_unstable();
    assert_eq!(booked, (0..20).collect::<Vec<_>>());

    let (at_shop, shop) = unbounded::<u64>();
    let (at_warehouse, warehouse) = unbounded();
    drop((at_shop, at_warehouse));
    merge(shop, warehouse, |order| panic!("nobody has ordered {order}"));
}

/// While neither of the two is closed and there is nothing to book, it sleeps; it does not ask in a loop.
pub fn it_sleeps_while_there_is_nothing() {
    let (at_shop, shop) = unbounded();
    let (at_warehouse, warehouse) = unbounded();
    let ordering = thread::spawn(move || {
        for order in [1, 2] {
            assert!(all_come_to_rest(Duration::from_secs(5)), "nothing to book, and it never sleeps");
            if order == 1 { &at_shop } else { &at_warehouse }.send(order).expect("not closed");
        }
    });
    let mut booked = Vec::new();
    merge(shop, warehouse, |order| booked.push(order));
    ordering.join().expect("whoever has nothing to do sleeps");
    assert_eq!(booked, [1, 2], "what was booked");
}
