//! An atomic is not copied by accident: Go's vet warns of it, here it does not compile.

use std::sync::atomic::{AtomicU64, Ordering};

fn main() {
    let taken = AtomicU64::new(0);
    let shared = &taken;
    let copy = *shared; //~ E0507
    copy.fetch_add(1, Ordering::SeqCst);
    println!("{}", shared.load(Ordering::SeqCst));
}
