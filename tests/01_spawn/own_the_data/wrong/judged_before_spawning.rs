//@ caught-by: test
//@ says: It compiles because the thread gets nothing but the answer: all the judging was done on the caller's time.
//@ fails: the_caller_goes_on, the_buffer_may_be_reused
//@ sort: tempting

use std::sync::Arc;
use std::thread::{self, JoinHandle};

pub fn audit<F>(batch: &[Arc<str>], is_suspicious: F) -> JoinHandle<Vec<Arc<str>>>
where
    F: Fn(&str) -> bool,
{
    let found = batch.iter().filter(|line| is_suspicious(line)).cloned().collect();
    thread::spawn(move || found)
}
