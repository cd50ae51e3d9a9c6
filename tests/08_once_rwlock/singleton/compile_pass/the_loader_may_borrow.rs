//! The loader runs on the caller's thread: it may borrow, and need not be `Send`. The settings live as long as the process.

use std::rc::Rc;
use std::thread;

fn main() {
    let owner = Rc::new(String::from("ada"));
    let loaded: &'static answer::Settings =
        answer::settings(|| answer::Settings { owner: owner.to_string(), users: 5 });
    let users = thread::spawn(move || loaded.users).join().unwrap();
    assert_eq!(users, answer::loaded().unwrap().users);
}
