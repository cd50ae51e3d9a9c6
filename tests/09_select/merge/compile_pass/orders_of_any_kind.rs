//! An order may be anything that can change threads, and booking it may use what stays on this one.

use std::cell::RefCell;
use std::rc::Rc;

struct Order(Box<str>);

fn main() {
    let (at_shop, shop) = crossbeam::channel::unbounded();
    let (at_warehouse, warehouse) = crossbeam::channel::unbounded();
    at_shop.send(Order("tea".into())).ok();
    at_warehouse.send(Order("more tea".into())).ok();
    drop((at_shop, at_warehouse));
    let book = Rc::new(RefCell::new(Vec::new()));
    let booked = Rc::clone(&book);
    answer::merge(shop, warehouse, move |order| booked.borrow_mut().push(order));
    println!("{}", book.borrow().iter().map(|order| order.0.len()).sum::<usize>());
}
