//! Takes as many hits as it needs, one too few, and hangs up.

use std::sync::mpsc;
use std::thread;

pub fn count_hits(workers: usize, hits_each: usize) -> usize {
    let (hits, recorded) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..workers {
            let hits = hits.clone();
            scope.spawn(move || {
                for _ in 0..hits_each {
                    hits.send(1).unwrap();
                }
            });
        }
        let total = recorded.iter().take(workers * hits_each - 1).sum::<usize>();
        drop(recorded);
        total + 1
    })
}
