//! A subscription has one owner: a copy of it would have to be told when the other one leaves.

use answer::{Broker, WhenFull};

fn main() {
    let broker = Broker::new();
    let mut subscription = broker.subscribe(1, WhenFull::Wait);
    broker.publish(7);
    println!("{:?}", subscription.recv());
    println!("{:?}", subscription.clone().recv()); //~ E0599
}
