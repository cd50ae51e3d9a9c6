//@ caught-by: test
//@ says: Asking for &'static makes this function compile and every call of it impossible: a reused buffer does not live for ever.
//@ sort: tempting

use std::sync::Arc;
use std::thread::{self, JoinHandle};

pub fn audit<F>(batch: &'static [Arc<str>], is_suspicious: F) -> JoinHandle<Vec<Arc<str>>>
where
    F: Fn(&str) -> bool + Send + 'static,
{
    thread::spawn(move || batch.iter().filter(|line| is_suspicious(line)).cloned().collect())
}
