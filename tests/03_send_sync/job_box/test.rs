//! Is every job done once, by as many workers as were asked for, whatever the other jobs do?
//@ deadline: 5s

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, mpsc};

use answer::Jobs;
use harness::{Rendezvous, Rng};

/// Every job is run once and every panic is counted, for none to six jobs and none to four workers.
pub fn jobs_and_panics_agree(seed: u64) -> Vec<(Vec<u64>, usize)> {
    let mut rng = Rng::new(seed);
    let mut runs = Vec::new();
    for count in 0..7 {
        for workers in 0..5 {
            let done = Arc::new(Mutex::new(Vec::new()));
            let mut jobs = Jobs::new();
            for _ in 0..count {
                let number = rng.below(1_000);
                let in_job = Arc::clone(&done);
                jobs.add(move || {
                    in_job.lock().expect("nobody panics under it").push(number);
                    assert!(number % 3 != 0, "a job panics on purpose");
                });
            }
            let panicked = jobs.run(workers);
            let mut done = done.lock().expect("nobody panics under it").clone();
            done.sort_unstable();
            runs.push((done, panicked));
        }
    }
    runs
}

/// As many jobs are at work at the same time as there are workers.
pub fn jobs_are_at_work_at_the_same_time() {
    for workers in 1..4 {
        let meeting = Arc::new(Rendezvous::new(workers));
        let mut jobs = Jobs::new();
        for _ in 0..workers {
            let meeting = Arc::clone(&meeting);
            jobs.add(move || meeting.meet());
        }
        assert_eq!(jobs.run(workers), 0, "jobs of {workers} that did not meet the others");
    }
}

/// There are never more jobs at work than workers.
//@ deadline: 10s
pub fn never_more_jobs_at_work_than_workers() {
    for workers in [1, 0] {
        // The jobs wait for each other. With one worker neither can succeed, and the rendezvous sees that.
        let meeting = Arc::new(Rendezvous::new(2));
        let mut jobs = Jobs::new();
        for _ in 0..2 {
            let meeting = Arc::clone(&meeting);
            jobs.add(move || meeting.meet());
        }
        let alone = jobs.run(workers);
        assert_eq!(alone, 2, "jobs that did not meet, of two jobs and {workers} worker(s)");
    }
}

/// A slow job keeps nobody else from working.
pub fn a_free_worker_takes_the_next_job() {
    // The first job is over when all others have been there; the second worker has to do all of them.
    let meeting = Arc::new(Rendezvous::new(2));
    let mut jobs = Jobs::new();
    let slow = Arc::clone(&meeting);
    jobs.add(move || (1..6).for_each(|_| slow.meet()));
    for _ in 1..6 {
        let meeting = Arc::clone(&meeting);
        jobs.add(move || meeting.meet());
    }
    assert_eq!(jobs.run(2), 0, "jobs that waited in vain for a free worker");
}

/// One worker does one job after the other, the oldest first.
pub fn the_oldest_job_is_first() {
    for workers in [1, 0] {
        let begun = Arc::new(Mutex::new(Vec::new()));
        let mut jobs = Jobs::new();
        for number in 0..5 {
            let begun = Arc::clone(&begun);
            jobs.add(move || begun.lock().expect("nobody panics under it").push(number));
        }
        assert_eq!(jobs.run(workers), 0, "no job panics");
        let begun = begun.lock().expect("nobody panics under it");
        assert_eq!(*begun, [0, 1, 2, 3, 4], "the order in which {workers} worker(s) began them");
    }
}

/// A panic keeps nobody from working, not even the worker that it happened to.
pub fn a_panic_keeps_nobody_from_working() {
    for workers in 1..4 {
        let done = Arc::new(AtomicUsize::new(0));
        let mut jobs = Jobs::new();
        for number in 0..12 {
            let done = Arc::clone(&done);
            jobs.add(move || {
                assert!(number % 2 != 0, "the mail server is down on purpose");
                done.fetch_add(1, Ordering::Relaxed);
            });
        }
        assert_eq!(jobs.run(workers), 6, "panics of 12 jobs, with {workers} worker(s)");
        let done = done.load(Ordering::Relaxed);
        assert_eq!(done, 6, "jobs done beside 6 that panicked, with {workers} worker(s)");
    }
}

/// After a panic there are as many workers as before.
pub fn a_panic_costs_no_worker() {
    for workers in 1..4 {
        let meeting = Arc::new(Rendezvous::new(workers));
        let mut jobs = Jobs::new();
        jobs.add(|| panic!("the mail server is down on purpose"));
        for _ in 0..workers {
            let meeting = Arc::clone(&meeting);
            jobs.add(move || meeting.meet());
        }
        let panicked = jobs.run(workers);
        assert_eq!(
            panicked, 1,
            "one job panics, and {workers} after it meet, with {workers} worker(s)"
        );
    }
}

/// Jobs may be of any kind and size, and give away what they own.
pub fn jobs_of_every_kind() {
    fn flush() {}
    let (outbox, sent) = mpsc::channel();
    let mut jobs = Jobs::new();
    jobs.add(flush);
    let (mail, to_mail) = (String::from("your invoice"), outbox.clone());
    // Called once: the mail is gone when it has been sent.
    jobs.add(move || to_mail.send(mail).expect("somebody reads it"));
    let keys = [7_u64; 64];
    let to_cache = outbox.clone();
    jobs.add(move || to_cache.send(format!("{} keys", keys.len())).expect("somebody reads it"));
    jobs.add(Box::new(move || drop(outbox)));
    assert_eq!(jobs.run(2), 0, "no job panics");
    let mut sent: Vec<String> = sent.iter().collect();
    sent.sort();
    assert_eq!(sent, ["64 keys", "your invoice"]);
}
