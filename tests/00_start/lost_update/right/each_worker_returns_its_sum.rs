//! Nothing is shared: every worker counts for itself and hands its sum back through `join`.

use std::thread;

pub fn count_hits(workers: usize, hits_each: usize) -> usize {
    let handles: Vec<_> = (0..workers)
        .map(|_| {
            thread::spawn(move || {
                let mut mine = 0;
                for _ in 0..hits_each {
                    mine += 1;
                }
                mine
            })
        })
        .collect();
    handles
        .into_iter()
        .map(|handle| handle.join().unwrap()) // nothing in a worker can panic
        .sum()
}
