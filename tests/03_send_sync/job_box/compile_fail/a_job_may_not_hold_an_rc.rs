//! A job goes to another thread, so a closure that shares an `Rc` with its maker is refused before it gets into the box.

use std::rc::Rc;

fn main() {
    let keys = Rc::new(vec!["invoices"]);
    let in_job = Rc::clone(&keys);
    let mut jobs = answer::Jobs::new();
    jobs.add(move || println!("invalidate {in_job:?}")); //~ E0277
    println!("{keys:?} {}", jobs.run(1));
}
