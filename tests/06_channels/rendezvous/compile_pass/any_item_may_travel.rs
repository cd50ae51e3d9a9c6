//! Items need be nothing but `Send`, and the ends can be moved to other threads.

use std::cell::RefCell;

struct Session(RefCell<String>);

fn main() {
    let (giver, taker) = answer::hand_over();
    let giving =
        std::thread::spawn(move || giver.give(Session(RefCell::new("a".to_string()))).is_ok());
    let taking = std::thread::spawn(move || taker.take().map(|session| session.0.into_inner()));
    println!("{:?} {:?}", giving.join(), taking.join());
}
