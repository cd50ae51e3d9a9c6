//! Without a scope: the workers share ownership of a copy, and are joined one by one.

use std::sync::Arc;
use std::thread;

pub fn parallel_sum(data: &[u64], workers: usize) -> u64 {
    let workers = workers.max(1);
    let data: Arc<[u64]> = data.into();
    let workers: Vec<_> = (0..workers)
        .map(|worker| {
            let data = Arc::clone(&data);
            thread::spawn(move || {
                let bound = |worker: usize| data.len() * worker / workers;
                data[bound(worker)..bound(worker + 1)].iter().sum::<u64>()
            })
        })
        .collect();
    workers.into_iter().map(|worker| worker.join().unwrap()).sum()
}
