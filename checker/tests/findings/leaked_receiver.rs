//! A thread that adds up what the workers send, and a sender that is never dropped.

use std::mem;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::thread;

pub fn count_hits(workers: usize, hits_each: usize) -> usize {
    let (hits, recorded) = mpsc::channel();
    let total = Arc::new(AtomicUsize::new(0));
    let sum = Arc::clone(&total);
    thread::spawn(move || {
        for hit in recorded {
            sum.fetch_add(hit, Ordering::SeqCst);
        }
    });
    hits.send(workers * hits_each).unwrap();
    mem::forget(hits);
    while total.load(Ordering::SeqCst) < workers * hits_each {
        thread::yield_now();
    }
    total.load(Ordering::SeqCst)
}
