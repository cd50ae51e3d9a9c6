//! What is given away need not be shareable, nor copied, nor printed: `later` takes work, and returns a result, with a `Cell`.

use std::cell::Cell;

struct Audit {
    lines: Cell<usize>,
}

fn main() {
    let audit = Audit { lines: Cell::new(1) };
    let audit = answer::later(move || {
        audit.lines.set(2);
        audit
    });
    println!("{}", audit.wait().lines.get());
}
