//! An atomic has no `+=`: `fetch_add` must be called by name, and with it the question which steps belong together.

use std::sync::atomic::AtomicU64;

fn main() {
    let mut hits = AtomicU64::new(0);
    hits += 1; //~ E0368
    println!("{hits:?}");
}
