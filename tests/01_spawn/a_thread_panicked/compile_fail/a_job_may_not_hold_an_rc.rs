//! A job goes to another thread, so a job that shares an `Rc` with its caller is refused.
use std::rc::Rc;

fn main() {
    let balance = Rc::new(42);
    let in_job = Rc::clone(&balance);
    let jobs = vec![move || *in_job];
    println!("{:?}", answer::run_all(jobs)); //~ E0277
    println!("{balance}");
}
