//! A scoped thread may borrow what was there before the scope; what is declared inside ends before the threads do.

use std::thread;

fn main() {
    thread::scope(|scope| {
        let order = String::from("two lamps");
        scope.spawn(|| println!("{order}")); //~ E0373
    });
}
