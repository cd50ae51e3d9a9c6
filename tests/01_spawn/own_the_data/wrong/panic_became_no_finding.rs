//@ caught-by: test
//@ says: A broken rule now looks like a clean batch: leave the panic to the thread, `join` hands it over as an Err.
//@ fails: a_panicking_rule_reaches_join
//@ sort: boundary

use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;
use std::thread::{self, JoinHandle};

pub fn audit<F>(batch: &[Arc<str>], is_suspicious: F) -> JoinHandle<Vec<Arc<str>>>
where
    F: Fn(&str) -> bool + Send + 'static,
{
    let batch = batch.to_vec();
    thread::spawn(move || {
        let judge = || batch.iter().filter(|line| is_suspicious(line)).cloned().collect();
        panic::catch_unwind(AssertUnwindSafe(judge)).unwrap_or_default()
    })
}
