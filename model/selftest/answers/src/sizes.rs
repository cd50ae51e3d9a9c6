//! Models as exercises have them, for how much there is to explore. Others of them are among the answers about what they use.

use std::sync::mpsc;
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

/// Two producers with two messages each, and one who drains.
pub fn size_queue() {
    let (sender, receiver) = mpsc::channel();
    thread::scope(|s| {
        for producer in [1, 10] {
            let sender = sender.clone();
            s.spawn(move || (1..=2).for_each(|n| sender.send(n * producer).unwrap()));
        }
        drop(sender);
        assert_eq!(receiver.into_iter().sum::<u32>(), 33);
    });
}

/// Two workers that share a receiver, and a channel for what comes of their jobs.
pub fn size_pool_of_two() {
    pool(2);
}

pub fn size_pool_of_three() {
    pool(3);
}

fn pool(jobs: u32) {
    let (sender, queue) = mpsc::channel::<u32>();
    let (results, done) = mpsc::channel();
    let queue = Arc::new(Mutex::new(queue));
    thread::scope(|s| {
        for _ in 0..2 {
            let (queue, results) = (queue.clone(), results.clone());
            s.spawn(move || {
                loop {
                    let Ok(job) = queue.lock().unwrap().recv() else { break };
                    results.send(job * job).unwrap();
                }
            });
        }
        drop(results);
        (1..=jobs).for_each(|job| sender.send(job).unwrap());
        drop(sender);
        assert_eq!(done.iter().sum::<u32>(), (1..=jobs).map(|job| job * job).sum::<u32>());
    });
}

/// A queue without a bound under a lock; one producer, one consumer, two items and an end.
pub fn size_condvar_queue() {
    let (queue, filled) = (Mutex::new((Vec::new(), false)), Condvar::new());
    thread::scope(|s| {
        s.spawn(|| {
            for n in 1..=2 {
                queue.lock().unwrap().0.push(n);
                filled.notify_one();
            }
            queue.lock().unwrap().1 = true;
            filled.notify_all();
        });
        let mut sum = 0;
        loop {
            let guard = queue.lock().unwrap();
            let mut guard =
                filled.wait_while(guard, |(items, over)| items.is_empty() && !*over).unwrap();
            let Some(n) = guard.0.pop() else { break };
            sum += n;
        }
        assert_eq!(sum, 3);
    });
}
