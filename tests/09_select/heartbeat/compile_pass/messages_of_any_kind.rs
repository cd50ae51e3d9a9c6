//! A message may be anything that can change threads, and `on` may use what stays on this one.

use std::rc::Rc;
use std::time::Duration;

fn main() {
    let (message, messages) = crossbeam::channel::unbounded();
    message.send(Box::new(7)).ok();
    drop(message);
    let name = Rc::new("service 1");
    answer::serve(messages, Duration::MAX, move |event| {
        if let answer::Event::Message(number) = event {
            println!("{name}: {number}");
        }
    });
}
