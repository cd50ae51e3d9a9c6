//! A message need not be comparable, printable or `Sync`; a broker may be owned by many; a subscription goes to the thread that reads it.

use std::cell::Cell;
use std::sync::Arc;
use std::thread;

use answer::{Broker, Subscription, WhenFull};

#[derive(Clone)]
struct Price(Cell<u64>);

fn main() {
    let broker = Arc::new(Broker::<Price>::new());
    let mut subscription: Subscription<Price> = broker.subscribe(2, WhenFull::DropOldest);
    let reader = thread::spawn(move || {
        let price = subscription.recv().map(|price| price.0.get());
        (price, subscription.missed())
    });
    let publisher = Arc::clone(&broker);
    thread::spawn(move || publisher.publish(Price(Cell::new(7)))).join().unwrap();
    assert_eq!(reader.join().unwrap(), (Some(7), 0));
}
