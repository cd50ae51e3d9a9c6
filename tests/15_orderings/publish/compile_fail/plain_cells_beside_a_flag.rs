//! In Go the two values are plain fields beside an atomic flag. Here a plain field that is changed while it is shared makes the whole struct one for a single thread.

use std::cell::Cell;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

struct Rate {
    cents: Cell<u64>,
    ready: AtomicBool,
}

fn main() {
    let rate = Rate { cents: Cell::new(0), ready: AtomicBool::new(false) };
    thread::scope(|scope| {
        scope.spawn(|| rate.ready.load(Ordering::Acquire).then(|| rate.cents.get())); //~ E0277
        rate.cents.set(108);
        rate.ready.store(true, Ordering::Release);
    });
}
