//! `stop` takes the poller: it cannot be stopped twice, and nobody can use one that has ended.

use std::time::Duration;

fn main() {
    let poller = answer::Poller::start(Duration::MAX, || println!("polled"));
    println!("{:?}", poller.stop().ok());
    println!("{:?}", poller.stop().ok()); //~ E0382
}
