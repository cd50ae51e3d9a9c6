//! `+=` on an atomic would be a load and a store. There is no such operator; what there is says in its name what it does in one step.

use std::sync::atomic::AtomicU64;

fn main() {
    let mut taken = AtomicU64::new(0);
    taken += 1; //~ E0368
    println!("{taken:?}");
}
