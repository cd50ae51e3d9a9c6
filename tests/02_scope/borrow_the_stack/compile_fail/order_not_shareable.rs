//! A `Cell` may only be touched by one thread, so an order with a `Cell` in it is refused: that is what `R: Sync` is for.

use std::cell::Cell;

struct Order {
    looked_at: Cell<u32>,
}

fn rule(order: &Order) -> bool {
    order.looked_at.set(order.looked_at.get() + 1);
    order.looked_at.get() > 1
}

fn main() {
    let order = Order { looked_at: Cell::new(0) };
    answer::objections(&order, &[rule, rule]); //~ E0277
    println!("looked at {} times", order.looked_at.get());
}
