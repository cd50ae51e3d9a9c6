//! Go's receive from a closed channel yields the zero value. Here the arm gets a `Result`, and no order can be mistaken for one.

use crossbeam::channel::{select, unbounded};

fn book(order: u64) {
    println!("{order}");
}

fn main() {
    let (_at_shop, shop) = unbounded::<u64>();
    select! {
        recv(shop) -> order => book(order), //~ E0308
        default => {}
    }
}
