//! The work goes to another thread, so an `Rc` that it shares with its owner is refused.
use answer::Background;
use std::rc::Rc;

fn main() {
    let lines = Rc::new(3);
    let in_work = Rc::clone(&lines);
    let work = move || println!("{in_work} lines");
    drop(Background::start(work)); //~ E0277
    println!("{lines} lines");
}
