//! Split off one share for this thread, hand the rest to the other workers, and so on down.

use std::thread;

pub fn parallel_sum(data: &[u64], workers: usize) -> u64 {
    if workers < 2 {
        return data.iter().sum();
    }
    let (mine, others) = data.split_at(data.len() / workers);
    thread::scope(|scope| {
        let others = scope.spawn(move || parallel_sum(others, workers - 1));
        mine.iter().sum::<u64>() + others.join().unwrap()
    })
}
