//@ caught-by: test
//@ says: Every worker takes `len / workers` numbers, the last one too, and what the division left over is taken by nobody.
//@ fails: every_small_shape_agrees
//@ sort: tempting

use std::thread;

pub fn parallel_sum(data: &[u64], workers: usize) -> u64 {
    let workers = workers.max(1);
    let size = data.len() / workers;
    thread::scope(|scope| {
        let mut parts = Vec::new();
        for worker in 0..workers {
            let part = &data[worker * size..(worker + 1) * size];
            parts.push(scope.spawn(move || part.iter().sum::<u64>()));
        }
        parts.into_iter().map(|part| part.join().unwrap()).sum()
    })
}
