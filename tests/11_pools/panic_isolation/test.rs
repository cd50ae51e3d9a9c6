//! Is a panic the end of its job and of nothing else, on real threads?
//@ deadline: 8s

use std::hint::black_box;
use std::panic::panic_any;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::thread;
use std::time::Duration;

use answer::{Pool, Ticket};
use harness::{Rendezvous, Rng, all_come_to_rest};

/// Each ticket has the result of its own job.
pub fn each_ticket_has_its_result() {
    for workers in 0..5 {
        let pool = Pool::new(workers);
        let tickets: Vec<_> = (0..100).map(|job| pool.submit(move || 10 * job)).collect();
        for (job, ticket) in tickets.into_iter().enumerate() {
            assert_eq!(ticket.wait(), Ok(10 * job), "job {job} of {workers} workers");
        }
    }
}

/// The message of a panic is in its ticket, whatever sort of message it is.
pub fn the_message_of_a_panic() {
    let pool = Pool::new(2);
    let literal: Ticket<()> = pool.submit(|| panic!("no picture"));
    let formatted: Ticket<()> = pool.submit(|| panic!("picture {} is broken", black_box(7)));
    let thrown: Ticket<()> = pool.submit(|| panic_any(7_u64));
    let good = pool.submit(|| "good");
    assert_eq!(literal.wait(), Err(String::from("no picture")));
    assert_eq!(formatted.wait(), Err(String::from("picture 7 is broken")));
    assert_eq!(thrown.wait(), Err(String::from("no message")));
    assert_eq!(good.wait(), Ok("good"));
}

/// After any number of panics all workers are there.
pub fn no_worker_is_lost() {
    for workers in 1..4 {
        let pool = Pool::new(workers);
        for broken in 0..2 * workers {
            let ticket: Ticket<()> = pool.submit(move || panic!("picture {broken}"));
            assert_eq!(ticket.wait(), Err(format!("picture {broken}")));
        }
        meet(&pool, workers);
    }
}

/// Jobs that wait behind one that panics are done.
pub fn the_queue_goes_on() {
    let pool = Pool::new(1);
    let tickets: Vec<_> = (0..50)
        .map(|job| pool.submit(move || if job % 3 == 0 { panic!("{job}") } else { job }))
        .collect();
    for (job, ticket) in tickets.into_iter().enumerate() {
        let expected = if job % 3 == 0 { Err(job.to_string()) } else { Ok(job) };
        assert_eq!(ticket.wait(), expected, "job {job}");
    }
}

/// A ticket that is thrown away takes no worker with it.
pub fn a_ticket_is_thrown_away() {
    for panics in [false, true] {
        let pool = Pool::new(1);
        let gone = Arc::new(Rendezvous::new(2));
        let (done, results) = mpsc::channel();
        for job in 0..3 {
            let (meeting, done) = (Arc::clone(&gone), done.clone());
            let ticket = pool.submit(move || {
                meeting.meet();
                done.send(job).unwrap();
                assert!(!panics, "broken on purpose");
                job
            });
            drop(ticket);
            // The job goes on only now, when nobody has its ticket any more.
            gone.meet();
        }
        assert_eq!(pool.submit(|| 7).wait(), Ok(7), "the job behind them");
        drop(done);
        assert_eq!(results.iter().collect::<Vec<_>>(), [0, 1, 2], "jobs done");
    }
}

/// All workers can be at work at once, with a job each.
pub fn the_workers_meet() {
    for workers in 1..=4 {
        meet(&Pool::new(workers), workers);
    }
}

/// While every worker has a job, no other job begins.
pub fn no_more_jobs_than_workers() {
    for workers in 0..3 {
        let pool = Pool::new(workers);
        let begun = Arc::new(AtomicUsize::new(0));
        let (gates, tickets): (Vec<_>, Vec<_>) = (0..workers.max(1) + 2)
            .map(|_| {
                let begun = Arc::clone(&begun);
                let (opens, gate) = mpsc::channel::<()>();
                let ticket = pool.submit(move || {
                    begun.fetch_add(1, Ordering::SeqCst);
                    // Nothing is ever sent: this waits for the sender to be dropped.
                    let _ = gate.recv();
                });
                (opens, ticket)
            })
            .unzip();
        // Whoever is going to begin has begun.
        all_come_to_rest(Duration::from_secs(2));
        let at_once = begun.load(Ordering::SeqCst);
        drop(gates);
        for ticket in tickets {
            assert_eq!(ticket.wait(), Ok(()), "a job");
        }
        assert!(at_once <= workers.max(1), "{at_once} jobs at work, of {workers} workers");
    }
}

/// Handing in does not wait, though the only worker is busy.
pub fn submit_does_not_wait() {
    let pool = Pool::new(1);
    let meeting = Arc::new(Rendezvous::new(2));
    let slow = Arc::clone(&meeting);
    let first = pool.submit(move || slow.meet());
    let tickets: Vec<_> = (0..200).map(|job| pool.submit(move || job)).collect();
    // The first job has been waiting for this.
    meeting.meet();
    assert_eq!(first.wait(), Ok(()));
    assert!(tickets.into_iter().map(Ticket::wait).eq((0..200).map(Ok)), "the results");
}

/// Several threads hand in to one pool, and a ticket is waited for on another thread than it was made.
pub fn several_threads_hand_in() {
    let pool = Pool::new(2);
    let tickets = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for client in 0..3_u64 {
            let (pool, tickets) = (&pool, &tickets);
            scope.spawn(move || {
                for job in 0..20 {
                    let ticket = pool.submit(move || 100 * client + job);
                    tickets.lock().unwrap().push((100 * client + job, ticket));
                }
            });
        }
    });
    drop(pool);
    for (expected, ticket) in tickets.into_inner().unwrap() {
        assert_eq!(ticket.wait(), Ok(expected), "after the end of the pool");
    }
}

/// Random jobs, some of which panic: the outcomes agree.
pub fn random_outcomes_agree(seed: u64) -> Vec<Vec<Result<u64, String>>> {
    let mut rng = Rng::new(seed);
    (0..5)
        .map(|workers| {
            let len = rng.below(60) as usize;
            let pool = Pool::new(workers);
            let tickets: Vec<_> = rng
                .vec(len)
                .into_iter()
                .map(|job| pool.submit(move || if job % 4 == 0 { panic!("{job}") } else { job }))
                .collect();
            tickets.into_iter().map(Ticket::wait).collect()
        })
        .collect()
}

/// All of them are at work at once.
fn meet(pool: &Pool, workers: usize) {
    let meeting = Arc::new(Rendezvous::new(workers));
    let tickets: Vec<_> = (0..2 * workers)
        .map(|_| {
            let meeting = Arc::clone(&meeting);
            pool.submit(move || meeting.meet())
        })
        .collect();
    for ticket in tickets {
        assert_eq!(ticket.wait(), Ok(()), "{workers} workers were to be at work at once");
    }
}
