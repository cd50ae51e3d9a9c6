//! Hits are handed on, not copied, and `show` stays on the caller's thread: it may borrow and hold an `Rc`.

use std::rc::Rc;

struct Hit(u64);

fn main() {
    let mut total = 0;
    let screen = Rc::new("the screen");
    answer::gather(vec![(1..3).map(Hit as fn(u64) -> Hit)], |hit| {
        println!("{} on {screen}", hit.0);
        total += hit.0;
    });
    println!("{total}");
}
