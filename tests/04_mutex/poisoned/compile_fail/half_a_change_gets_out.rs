//! Without a lock there is no poison to warn of half a change, so `catch_unwind` refuses a closure that changes what it borrows.

use std::panic::catch_unwind;

fn main() {
    let mut lines: Vec<i64> = Vec::new();
    let result = catch_unwind(|| lines.push("x".parse().unwrap())); //~ E0277
    println!("{result:?} {lines:?}");
}
