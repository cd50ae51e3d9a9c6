//! Orders may be sent to another thread in any state, and the desk may be shared for as long as anybody likes.

use std::sync::Arc;
use std::thread;

fn main() {
    let desk = Arc::new(answer::Desk::default());
    let other = Arc::clone(&desk);
    let clerk = thread::spawn(move || other.place(7, 100));
    println!("{:?} {:?}", clerk.join(), desk.state(7));
    let placed = answer::Placed::new(100);
    let paid = thread::spawn(move || placed.pay(100).ok()).join();
    if let Ok(Some(paid)) = paid {
        println!("{:?}", thread::spawn(move || paid.ship().receipt()).join());
    }
}
