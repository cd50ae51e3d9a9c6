//! What is borrowed for changing may be half-changed when a panic is caught, so `catch_unwind` refuses it. `AssertUnwindSafe` says that you have thought about it.

use std::panic::catch_unwind;

fn main() {
    let mut sizes = vec![1, 2, 3];
    let outcome = catch_unwind(|| sizes.push(4)); //~ E0277
    println!("{outcome:?} {sizes:?}");
}
