//! Each rule sends its answer; the last sender's end closes the channel and ends the count.

use std::sync::mpsc;
use std::thread;

pub fn objections<R: Sync>(order: &R, rules: &[fn(&R) -> bool]) -> usize {
    let (answers, inbox) = mpsc::channel();
    thread::scope(|scope| {
        for &rule in rules {
            let answers = answers.clone();
            scope.spawn(move || answers.send(rule(order)));
        }
        // The original must go, or the channel stays open for a thread that never sends.
        drop(answers);
        inbox.iter().filter(|&objected| objected).count()
    })
    // A rule that panicked sent nothing, but the scope panics in its name.
}
