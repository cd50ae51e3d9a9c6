//! The stages may borrow and are shared; `store` stays here, need not be `Send`, and may change what it borrows.

use std::rc::Rc;
use std::sync::atomic::{AtomicU64, Ordering};

fn main() {
    let (prices, seen) = (vec![3, 4], AtomicU64::new(0));
    let stored = Rc::new(std::cell::RefCell::new(Vec::new()));
    let parse = |line: u64| {
        seen.fetch_add(1, Ordering::Relaxed);
        line * 10
    };
    let price = |record: u64| record + prices[0];
    answer::import([1, 2].into_iter(), 2, parse, price, |record| stored.borrow_mut().push(record));
    assert_eq!((stored.borrow().len(), seen.into_inner()), (2, 2));
}
