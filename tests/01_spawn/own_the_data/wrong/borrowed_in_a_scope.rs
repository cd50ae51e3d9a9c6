//@ caught-by: test
//@ says: A scope may borrow the batch because it waits, and waiting is what `audit` must not do: the caller is held up until the last line is judged.
//@ fails: the_caller_goes_on, the_buffer_may_be_reused, audits_under_way_do_not_mix
//@ sort: tempting

use std::sync::Arc;
use std::thread::{self, JoinHandle};

pub fn audit<F>(batch: &[Arc<str>], is_suspicious: F) -> JoinHandle<Vec<Arc<str>>>
where
    F: Fn(&str) -> bool + Send + 'static,
{
    let found: Vec<_> = thread::scope(|scope| {
        scope
            .spawn(move || batch.iter().filter(|line| is_suspicious(line)).cloned().collect())
            .join()
            .expect("the rule panicked")
    });
    thread::spawn(move || found)
}
