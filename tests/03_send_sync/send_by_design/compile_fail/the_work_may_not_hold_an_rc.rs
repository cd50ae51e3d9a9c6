//! The work runs on another thread, so work that shares an `Rc` with its caller is refused.

use std::rc::Rc;

fn main() {
    let query = Rc::new(String::from("select 7"));
    let in_work = Rc::clone(&query);
    let worker = answer::Trace::new(7).spawn(|| 7);
    answer::Trace::new(7).spawn(move || in_work.len()); //~ E0277
    println!("{query} {:?}", worker.join());
}
