//! Are records stored in order, never too many in memory, and both stages at work, under every schedule?
//!
//! The model's pool has two threads.
//@ bound: 2

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};

use answer::import;

/// Three records in batches of two: in order, and never more than two in memory.
pub fn in_order_and_in_batches() {
    let (read, parsed) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let mut stored = Vec::new();
    let mut most = 0;
    let lines = (1..=3).inspect(|_| {
        read.fetch_add(1, Ordering::SeqCst);
    });
    let parse = |line| {
        // A step in each line, so that who is first is explored.
        parsed.fetch_add(1, Ordering::Relaxed);
        line * 10
    };
    import(
        lines,
        2,
        parse,
        |record| record + 3,
        |record| {
            // Read-modify-write: nothing stale is counted.
            most = most.max(read.fetch_add(0, Ordering::SeqCst) - stored.len());
            stored.push(record);
        },
    );
    assert_eq!(stored, [13, 23, 33], "what was stored");
    assert!(most <= 2, "with a batch of 2, {most} lines had been read and were not stored");
}

/// Two lines are at work at the same time, one of them in each stage.
pub fn both_stages_at_once() {
    let parsing = AtomicUsize::new(0);
    let mut together = 0;
    let parse = |line| {
        parsing.fetch_add(1, Ordering::SeqCst);
        parsing.fetch_sub(1, Ordering::SeqCst);
        line
    };
    let price = |_| parsing.fetch_add(0, Ordering::SeqCst) as u64;
    import(1..=2, 2, parse, price, |others| together += others);
    model::sometimes("a line was priced while another one was parsed", together > 0);
}

/// Pricing panics at the second line: so does the import.
pub fn pricing_panics() {
    let mut stored = 0;
    let died = catch_unwind(AssertUnwindSafe(|| {
        let price = |record| {
            assert_ne!(record, 2, "broken on purpose");
            record
        };
        import(1..=3, 1, |line| line, price, |_| stored += 1);
    }));
    assert!(died.is_err(), "a stage panicked, and `import` returned as if all were well");
}
