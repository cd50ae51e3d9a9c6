//! How far ahead can the reader get, and does it always come back?
//!
//! `Balance` counts lines that have been read and are not uploaded yet. Both steps happen in the callbacks, so whatever lies
//! in a channel, a queue or somebody's hands is counted, without a look into the answer.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use answer::ship;

/// Up to one line ahead: never more than three have been read and are not uploaded.
pub fn one_line_ahead() {
    ship_and_watch(4, 1);
}

/// Up to two lines ahead: never more than four have been read and are not uploaded.
//@ bound: 2
pub fn two_lines_ahead() {
    ship_and_watch(5, 2);
}

/// From hand to hand: never more than two lines have been read and are not uploaded, one at each end.
pub fn from_hand_to_hand() {
    ship_and_watch(3, 0);
}

/// After an upload that panics the reader stops, wherever it was: at most one at each end, what waited, and very few more.
//@ bound: 2
pub fn nobody_reads_for_nobody() {
    let read = Arc::new(AtomicUsize::new(0));
    let by_reader = Arc::clone(&read);
    let lines = (1..=8).inspect(move |_| _ = by_reader.fetch_add(1, Ordering::SeqCst));
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        ship(lines, 1, |_| panic!("this upload is broken on purpose"));
    }));
    assert!(outcome.is_err(), "the panic of `upload` is a panic of `ship`");
    let read = read.load(Ordering::SeqCst);
    assert!(read < 7, "{read} of 8 lines were read although the first upload had panicked");
}

/// Ships `lines` lines and watches how far ahead the reader gets.
fn ship_and_watch(lines: usize, ahead: usize) {
    let most = ahead + 2;
    let balance = Arc::new(Balance::default());
    let by_reader = Arc::clone(&balance);
    let source = (0..lines).inspect(move |_| by_reader.read(most));
    let mut uploaded = Vec::new();
    ship(source, ahead, |line| {
        uploaded.push(line);
        balance.uploaded();
    });
    assert!(
        !balance.exceeded.load(Ordering::SeqCst),
        "with `ahead` {ahead}, more than {most} lines had been read and were not uploaded"
    );
    assert!(uploaded.into_iter().eq(0..lines), "every line is uploaded once, in its order");
}

/// Lines that have been read and are not uploaded.
#[derive(Default)]
struct Balance {
    lines: AtomicUsize,
    exceeded: AtomicBool,
}

impl Balance {
    fn read(&self, most: usize) {
        // Read-modify-write, here and below: nothing stale is counted.
        if self.lines.fetch_add(1, Ordering::SeqCst) + 1 > most {
            self.exceeded.store(true, Ordering::SeqCst);
        }
    }

    fn uploaded(&self) {
        self.lines.fetch_sub(1, Ordering::SeqCst);
    }
}
