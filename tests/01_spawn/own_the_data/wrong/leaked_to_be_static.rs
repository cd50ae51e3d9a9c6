//@ caught-by: test
//@ says: Leaking the batch satisfies 'static and the compiler, but every audit then keeps its lines for ever: own them instead.
//@ fails: nothing_is_kept_after_join
//@ sort: tempting

use std::sync::Arc;
use std::thread::{self, JoinHandle};

pub fn audit<F>(batch: &[Arc<str>], is_suspicious: F) -> JoinHandle<Vec<Arc<str>>>
where
    F: Fn(&str) -> bool + Send + 'static,
{
    let batch: &'static [Arc<str>] = Box::leak(batch.to_vec().into_boxed_slice());
    thread::spawn(move || batch.iter().filter(|line| is_suspicious(line)).cloned().collect())
}
