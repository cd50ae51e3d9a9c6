//! Values need not be `Clone`; what changes in them while many look must be made for it. The callbacks may borrow.

use std::rc::Rc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

struct Rules(AtomicU64);

fn main() {
    let table = answer::Table::<Rules>::default();
    thread::scope(|scope| {
        scope.spawn(|| {
            let rules = || Rules(AtomicU64::new(0));
            table.with_or_add("ada", rules, |rules| rules.0.fetch_add(1, Ordering::Relaxed));
        });
    });
    let name = Rc::new(String::from("ada"));
    let hits = table.with(&name, |rules| (rules.0.load(Ordering::Relaxed), name.len()));
    assert_eq!((hits, table.is_empty()), (Some((1, 3)), false));
}
