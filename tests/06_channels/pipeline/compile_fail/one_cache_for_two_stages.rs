//! Two stages are two threads: what both of them use at the same time may not be an `Rc` of a `RefCell`.

use std::cell::RefCell;
use std::rc::Rc;

fn main() {
    let cache = Rc::new(RefCell::new(0));
    let pricing = Rc::clone(&cache);
    answer::import(0..9, 1, |line| line, move |record| record + *pricing.borrow(), |_| *cache.borrow_mut() += 1); //~ E0277
}
