//! Every other worker takes the two locks in the other order.

use std::sync::Mutex;
use std::thread;

pub fn count_hits(workers: usize, hits_each: usize) -> usize {
    let hits = Mutex::new(0);
    let log = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for worker in 0..workers {
            let (hits, log) = (&hits, &log);
            scope.spawn(move || {
                for _ in 0..hits_each {
                    if worker % 2 == 0 {
                        let mut hits = hits.lock().unwrap();
                        log.lock().unwrap().push(worker);
                        *hits += 1;
                    } else {
                        let mut log = log.lock().unwrap();
                        *hits.lock().unwrap() += 1;
                        log.push(worker);
                    }
                }
            });
        }
    });
    hits.into_inner().unwrap()
}
