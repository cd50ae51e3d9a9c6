//! Is the job at work the last one on real threads, and does nobody miss the stop?
//@ deadline: 8s

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use answer::{Ended, work};
use crossbeam::channel::{bounded, unbounded};
use harness::{Rng, all_come_to_rest};

/// It is told to stop while a random job is being handled: what was handled, what is left, and how it ended.
pub fn handled_and_left_agree(seed: u64) -> Vec<(Vec<u64>, Vec<u64>, bool)> {
    let mut rng = Rng::new(seed);
    (0..50)
        .map(|_| {
            let (queue, jobs) = unbounded();
            let len = rng.below(12) as usize;
            for job in rng.vec(len) {
                queue.send(job).expect("the receiver is here");
            }
            let last = rng.below(12) as usize;
            // When nobody stops it, there are no more.
            if last >= len || rng.below(2) == 0 {
                drop(queue);
            }
            let (stop, stopped) = bounded(0);
            let mut stop = Some(stop);
            let mut handled = Vec::new();
            let ended = work(&jobs, &stopped, |job| {
                if handled.len() == last {
                    stop.take();
                }
                handled.push(job);
            });
            (handled, jobs.try_iter().collect(), ended == Ended::Stopped)
        })
        .collect()
}

/// It is told to stop before it begins: it does nothing, and leaves everything where it is.
pub fn stopped_before_it_begins() {
    for round in 0..40 {
        let (queue, jobs) = unbounded();
        let (stop, stopped) = bounded(0);
        drop(stop);
        let left = round % 4;
        for job in 0..left {
            queue.send(job).expect("the receiver is here");
        }
        if round % 3 == 0 {
            drop(queue);
        }
        let ended = work(&jobs, &stopped, |job| panic!("job {job} was begun after the stop"));
        assert_eq!(ended, Ended::Stopped, "with {left} jobs in the queue");
        assert_eq!(jobs.len(), left, "jobs left in the queue");
    }
}

/// It has nothing to do, is given a job, has nothing to do again, sleeps, and is told to stop.
pub fn nothing_to_do() {
    for given in 0..3 {
        let (queue, jobs) = unbounded();
        let (stop, stopped) = bounded(0);
        let (told, done) = mpsc::channel();
        let worker = thread::spawn(move || {
            work(&jobs, &stopped, |job| told.send(job).expect("somebody wants to know"))
        });
        for job in 0..given {
            queue.send(job).expect("the worker is there");
            // It is handled when it comes.
            assert_eq!(done.recv(), Ok(job), "the job that has been handled");
        }
        // It has looked at the queue again, and found nothing.
        let asleep = all_come_to_rest(Duration::from_secs(5));
        drop(stop);
        assert!(asleep, "nothing to do, and it never sleeps");
        assert_eq!(worker.join().ok(), Some(Ended::Stopped), "after {given} jobs");
        drop(queue);
    }
}

/// Several workers on one queue are stopped in the middle: each job was handled once, or is left.
pub fn several_workers() {
    for _ in 0..20 {
        let (queue, jobs) = unbounded();
        for job in 0..300 {
            queue.send(job).expect("the receiver is here");
        }
        let (stop, stopped) = bounded(0);
        // So that they do not get far ahead, and the queue is not empty when they are stopped.
        let (told, done) = mpsc::sync_channel(1);
        let workers: Vec<_> = (0..3)
            .map(|_| {
                let (jobs, stopped, told) = (jobs.clone(), stopped.clone(), told.clone());
                thread::spawn(move || {
                    work(&jobs, &stopped, |job| told.send(job).expect("somebody wants to know"))
                })
            })
            .collect();
        drop(told);
        let mut all: Vec<i32> = done.iter().take(20).collect();
        drop(stop);
        all.extend(done);
        for worker in workers {
            let ended = worker.join().expect("a stop is no reason to panic");
            assert_eq!(ended, Ended::Stopped);
        }
        all.extend(jobs.try_iter());
        all.sort_unstable();
        assert_eq!(all, (0..300).collect::<Vec<_>>(), "the jobs that were handled, and those left");
    }
}
