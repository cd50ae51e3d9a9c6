//! An event may be moved to another thread, because each of its fields may.

use answer::Event;
use std::thread;

fn main() {
    let event = Event::new(7, "ACME");
    let billing = thread::spawn(move || format!("{} owes for {}", event.customer(), event.id()));
    println!("{:?}", billing.join());
}
