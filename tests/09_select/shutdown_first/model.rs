//! Is the job at work the last one under every schedule, and is the stop heard?

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use answer::{Ended, work};
use crossbeam::channel::{bounded, unbounded};

/// When it has been stopped before a job ends, that was the last job.
pub fn the_job_at_work_is_the_last() {
    let (queue, jobs) = unbounded();
    for job in 0..2 {
        queue.send(job).expect("the receiver is here");
    }
    let (stop, stopped) = bounded(0);
    let closed = Arc::new(AtomicBool::new(false));
    let says = Arc::clone(&closed);
    let operator = thread::spawn(move || {
        drop(stop);
        says.store(true, Ordering::SeqCst);
    });
    let (mut handled, mut was_closed) = (0, false);
    let ended = work(&jobs, &stopped, |job| {
        assert!(
            !was_closed,
            "job {job} was begun, and it had been stopped before the one before ended"
        );
        assert_eq!(job, handled, "the jobs come in their order");
        handled += 1;
        was_closed = closed.load(Ordering::SeqCst);
    });
    assert_eq!(ended, Ended::Stopped, "the queue is not closed");
    assert_eq!(handled + jobs.len(), 2, "jobs handled, and jobs left");
    model::sometimes("no job was handled", handled == 0);
    model::sometimes("one job was handled", handled == 1);
    operator.join().expect("this thread only stops the worker");
    drop(queue);
}

/// It has nothing to do, and is stopped after some time.
pub fn stopped_with_nothing_to_do() {
    let (queue, jobs) = unbounded::<u64>();
    let (stop, stopped) = bounded(0);
    let operator = thread::spawn(move || {
        thread::sleep(Duration::from_millis(1));
        drop(stop);
    });
    assert_eq!(work(&jobs, &stopped, |_| ()), Ended::Stopped);
    operator.join().expect("this thread only stops the worker");
    drop(queue);
}

/// A job comes, and it is stopped: the job was handled, or it is in the queue.
pub fn a_job_and_a_stop() {
    let (queue, jobs) = unbounded();
    let (stop, stopped) = bounded(0);
    let sender = thread::spawn({
        let queue = queue.clone();
        move || queue.send(7).expect("the receiver is there")
    });
    let operator = thread::spawn(move || drop(stop));
    let mut handled = 0;
    let ended = work(&jobs, &stopped, |_: u64| handled += 1);
    assert_eq!(ended, Ended::Stopped, "the queue is not closed");
    sender.join().expect("this thread only sends");
    operator.join().expect("this thread only stops the worker");
    assert_eq!(handled + jobs.len(), 1, "jobs handled, and jobs left");
    drop(queue);
}

/// Nobody stops it: it ends when there are no more jobs.
pub fn no_more_jobs() {
    let (queue, jobs) = unbounded();
    let (_stop, stopped) = bounded(0);
    let sender = thread::spawn(move || queue.send(7_u64).expect("the receiver is there"));
    let mut handled = Vec::new();
    assert_eq!(work(&jobs, &stopped, |job| handled.push(job)), Ended::Drained);
    assert_eq!(handled, [7], "the jobs that were handled");
    sender.join().expect("this thread only sends");
}

/// Two workers and one job: who does not get it waits, until both are stopped.
//@ bound: 1
pub fn two_workers_and_one_job() {
    let (queue, jobs) = unbounded();
    queue.send(7_u64).expect("the receiver is here");
    let (stop, stopped) = bounded(0);
    let (told, done) = unbounded();
    let workers = [(); 2].map(|()| {
        let (jobs, stopped, told) = (jobs.clone(), stopped.clone(), told.clone());
        thread::spawn(move || {
            work(&jobs, &stopped, |job| told.send(job).expect("somebody wants to know"))
        })
    });
    assert_eq!(done.recv(), Ok(7), "the job that has been handled");
    drop(stop);
    for worker in workers {
        let ended = worker.join().expect("a stop is no reason to panic");
        assert_eq!(ended, Ended::Stopped, "the queue is not closed");
    }
    drop(queue);
}
