//! An event is in one place, so nobody has to copy it.

use std::time::Duration;

use crossbeam::channel;

#[derive(Debug)]
struct Event(String);

fn main() {
    let (queue, inbox) = channel::bounded(1);
    let batch = ["login", "logout"].map(|name| Event(name.to_string()));
    match answer::deliver(&queue, batch.into(), Duration::ZERO) {
        Ok(()) => println!("all are sent"),
        Err(answer::Unsent::Late(rest)) => println!("late: {} {rest:?}", rest[0].0),
        Err(answer::Unsent::Closed(rest)) => println!("closed: {rest:?}"),
    }
    println!("{:?}", inbox.try_recv());
}
