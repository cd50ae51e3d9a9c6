//! `recv` takes `&mut self`: while one thread waits in it, no other can use the subscription, so nobody has to think about what
//! would come of that.

use std::sync::mpsc;
use std::thread;

struct Subscription(mpsc::Receiver<u64>);

impl Subscription {
    fn recv(&mut self) -> Option<u64> {
        self.0.recv().ok()
    }
}

fn main() {
    let (publish, messages) = mpsc::channel();
    let mut subscription = Subscription(messages);
    thread::scope(|scope| {
        scope.spawn(|| subscription.recv());
        scope.spawn(|| subscription.recv()); //~ E0499
        publish.send(7).unwrap();
    });
}
