//! An item need not be `Clone`, nor be shared between threads.

use std::cell::Cell;

fn main() {
    let (out, taking) = crossbeam::channel::bounded(1);
    let (cancel, cancelled) = crossbeam::channel::bounded(0);
    println!("{}", answer::deliver(Box::new(Cell::new(7)), &out, &cancelled).is_ok());
    drop(cancel);
    println!("{:?}", taking.recv().map(|item| item.get()));
}
