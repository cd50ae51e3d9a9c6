//! An immutable snapshot behind one `Arc`: the thread owns a share of it.

use std::sync::Arc;
use std::thread::{self, JoinHandle};

pub fn audit<F>(batch: &[Arc<str>], is_suspicious: F) -> JoinHandle<Vec<Arc<str>>>
where
    F: Fn(&str) -> bool + Send + 'static,
{
    let snapshot: Arc<[Arc<str>]> = Arc::from(batch);
    thread::spawn(move || snapshot.iter().filter(|line| is_suspicious(line)).cloned().collect())
}
