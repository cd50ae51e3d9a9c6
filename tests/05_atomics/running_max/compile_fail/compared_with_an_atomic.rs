//! An atomic has to be loaded before it can be compared: each look is a step, and it stands in the code as one.

use std::sync::atomic::AtomicU64;

fn main() {
    let max = AtomicU64::new(0);
    let micros: u64 = 7;
    let new = micros > max; //~ E0308
    println!("a new maximum: {new}");
}
