//! Through an `Arc` one can look, and no more: who has a snapshot keeps it as it is.

use std::sync::Arc;

struct Config {
    limit: u64,
}

fn main() {
    let current = Arc::new(Config { limit: 7 });
    let kept = Arc::clone(&current);
    current.limit = 8; //~ E0594
    println!("{}", kept.limit);
}
