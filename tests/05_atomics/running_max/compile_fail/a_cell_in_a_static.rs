//! Go's package variable: every thread can reach a static, so a `Cell` may not be one, and an atomic may.

use std::cell::Cell;
use std::sync::atomic::AtomicU64;

static REQUESTS: AtomicU64 = AtomicU64::new(0);
static MAX: Cell<u64> = Cell::new(0); //~ E0277

fn main() {
    println!("{REQUESTS:?} {MAX:?}");
}
