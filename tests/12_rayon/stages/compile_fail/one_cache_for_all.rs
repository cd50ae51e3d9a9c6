//! A stage is called by several threads at once: a cache that counts its borrows without a lock cannot be in it.

use std::cell::RefCell;

use rayon::prelude::*;

fn main() {
    let cache = RefCell::new(3);
    let priced: Vec<u64> = [10, 20].into_par_iter().map(|record| record + *cache.borrow()).collect(); //~ E0277|E0599
}
