//! The thread that froze the stock thaws it: a `Frozen` cannot be sent away, as an `unlock` function of Go's could.

use std::thread;

fn main() {
    let stock = answer::Stock::new(50);
    let frozen = stock.freeze();
    thread::scope(|scope| {
        scope.spawn(|| println!("counting"));
        scope.spawn(move || drop(frozen)); //~ E0277
    });
    println!("{} items", stock.available());
}
