//@ caught-by: model
//@ says: A global is 'static, but it is also the same for every call: a second audit writes over a batch that the first thread has not fetched yet.
//@ fails: audits_under_way_do_not_mix
//@ sort: schedule-only

use std::mem;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

static BATCH: Mutex<Vec<Arc<str>>> = Mutex::new(Vec::new());

pub fn audit<F>(batch: &[Arc<str>], is_suspicious: F) -> JoinHandle<Vec<Arc<str>>>
where
    F: Fn(&str) -> bool + Send + 'static,
{
    *BATCH.lock().unwrap_or_else(PoisonError::into_inner) = batch.to_vec();
    thread::spawn(move || {
        let batch = mem::take(&mut *BATCH.lock().unwrap_or_else(PoisonError::into_inner));
        batch.into_iter().filter(|line| is_suspicious(line)).collect()
    })
}
