//! A job goes to another thread, so a job that shares an `Rc` must be refused: `F` has to be `Send`.
use std::rc::Rc;

fn main() {
    let price = Rc::new(42);
    let in_job = Rc::clone(&price);
    let jobs = vec![move || *in_job];
    println!("{:?}", answer::join_all(jobs)); //~ E0277
    println!("{price}");
}
