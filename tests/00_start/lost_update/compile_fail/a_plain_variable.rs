//! Go's first version, one plain variable that two goroutines increment: two closures cannot both borrow it to change it.

use std::thread;

fn main() {
    let mut hits = 0;
    thread::scope(|scope| {
        scope.spawn(|| hits += 1);
        scope.spawn(|| hits += 1); //~ E0499
    });
    println!("{hits}");
}
