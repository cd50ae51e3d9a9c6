//! One thread at a time has a job in its hands: what is in it need not be `Sync`, nor be cloned, nor be called twice.

use std::cell::Cell;
use std::sync::mpsc;

fn main() {
    let (sender, inbox) = mpsc::channel();
    let retries = Cell::new(0);
    let mail = String::from("your invoice");
    let mut jobs = answer::Jobs::new();
    jobs.add(move || {
        retries.set(retries.get() + 1);
        drop(mail);
        println!("{:?}", inbox.recv());
    });
    let boxed: Box<dyn FnOnce() + Send> = Box::new(|| println!("flush"));
    jobs.add(boxed);
    sender.send(7).unwrap();
    println!("{}", jobs.run(1));
}
