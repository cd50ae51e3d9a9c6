//! A wait group, as in Go: each thread owns a share of it and gives it up when it is done.

use crossbeam::sync::WaitGroup;
use std::mem;
use std::sync::{Arc, Mutex};
use std::thread;

pub fn join_all<F>(jobs: Vec<F>) -> Vec<u64>
where
    F: FnOnce() -> u64 + Send + 'static,
{
    let slots = Arc::new(Mutex::new(vec![0; jobs.len()]));
    let group = WaitGroup::new();
    for (place, job) in jobs.into_iter().enumerate() {
        let slots = Arc::clone(&slots);
        let share = group.clone();
        thread::spawn(move || {
            let result = job();
            slots.lock().expect("nobody panics while holding it")[place] = result;
            drop(share);
        });
    }
    group.wait();
    mem::take(&mut *slots.lock().expect("nobody panics while holding it"))
}
