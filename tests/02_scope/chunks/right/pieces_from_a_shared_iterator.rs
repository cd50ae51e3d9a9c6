//! Workers take small pieces from a shared iterator until none is left, so a slow worker does not hold up the others.

use std::sync::Mutex;
use std::thread;

const PIECE: usize = 2;

pub fn parallel_sum(data: &[u64], workers: usize) -> u64 {
    let pieces = Mutex::new(data.chunks(PIECE));
    // The guard lives inside `next`, so nobody holds the lock while adding.
    let next = || pieces.lock().unwrap().next();
    thread::scope(|scope| {
        let worker = || {
            let mut sum = 0;
            while let Some(piece) = next() {
                sum += piece.iter().sum::<u64>();
            }
            sum
        };
        let workers: Vec<_> = (0..workers.max(1)).map(|_| scope.spawn(worker)).collect();
        workers.into_iter().map(|worker| worker.join().unwrap()).sum()
    })
}
