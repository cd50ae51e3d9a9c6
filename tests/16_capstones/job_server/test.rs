//! Does the server do its job on real threads? Who comes in the same moment as the end is for the model.
//@ deadline: 8s

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use answer::{Attempt, Job, Outcome, Refused, Server, Ticket};
use harness::{Rendezvous, Rng};

/// Two workers, and two jobs that run at the same time.
pub fn two_work_at_the_same_time() {
    let server = Server::start(2, 10);
    let meeting = Arc::new(Rendezvous::new(2));
    let tickets: Vec<_> = (0..6)
        .map(|value| {
            let meeting = Arc::clone(&meeting);
            let work = move |_: &Attempt| {
                meeting.meet();
                Ok(value)
            };
            accepted(&server, job(1, work))
        })
        .collect();
    let outcomes: Vec<_> = tickets.into_iter().map(|ticket| ticket.wait()).collect();
    assert_eq!(outcomes, (0..6).map(Outcome::Done).collect::<Vec<_>>(), "the outcomes");
    server.shutdown();
}

/// As many wait as there is room for, beside the one that runs, and they begin in their order.
pub fn room_for_those_who_wait() {
    for room in [0, 1, 3] {
        let server = Server::start(0, room);
        let (gate, begun) = held(&server);
        begun.recv().expect("the first job begins");
        let order = Arc::new(Mutex::new(Vec::new()));
        let tickets: Vec<_> = (0..room.max(1) as u64)
            .map(|value| {
                let order = Arc::clone(&order);
                let work = move |_: &Attempt| {
                    order.lock().unwrap().push(value);
                    Ok(value)
                };
                accepted(&server, job(1, work))
            })
            .collect();
        let refused = server.submit(job(1, |_| Ok(0))).map(|_| ());
        assert_eq!(refused, Err(Refused::Full), "one more than there is room for ({room})");
        drop(gate);
        let outcomes: Vec<_> = tickets.into_iter().map(|ticket| ticket.wait()).collect();
        let expected: Vec<u64> = (0..room.max(1) as u64).collect();
        assert_eq!(*order.lock().unwrap(), expected, "the order in which they began");
        assert_eq!(outcomes, expected.into_iter().map(Outcome::Done).collect::<Vec<_>>());
        assert_eq!(accepted(&server, job(1, |_| Ok(7))).wait(), Outcome::Done(7), "room again");
        server.shutdown();
    }
}

/// Attempts go on until one succeeds, or there is none left.
pub fn random_attempts_agree(seed: u64) -> Vec<(Option<u64>, u32)> {
    let mut rng = Rng::new(seed);
    let server = Server::start(2, 40);
    let jobs: Vec<_> = (0..40)
        .map(|_| {
            let (attempts, succeeds) = (rng.below(5) as u32, rng.below(6) as u32);
            let panics = rng.below(4) == 0;
            let called = Arc::new(AtomicU32::new(0));
            let calls = Arc::clone(&called);
            let work = move |attempt: &Attempt| {
                let number = calls.fetch_add(1, Ordering::SeqCst) + 1;
                assert_eq!(attempt.number, number, "the number of the attempt");
                assert!(!panics || number == succeeds, "broken on purpose");
                if number == succeeds { Ok(u64::from(number)) } else { Err(number.to_string()) }
            };
            (accepted(&server, job(attempts, work)), called, panics)
        })
        .collect();
    let came = jobs.into_iter().map(|(ticket, called, panics)| {
        let outcome = ticket.wait();
        let called = called.load(Ordering::SeqCst);
        match outcome {
            Outcome::Done(value) => (Some(value), called),
            Outcome::Failed(reason) => {
                let expected = if panics { "panicked".to_string() } else { called.to_string() };
                assert_eq!(reason, expected, "the reason of the last attempt");
                (None, called)
            }
            other => panic!("nobody aborted, there is no deadline, and the outcome is {other:?}"),
        }
    });
    came.collect()
}

/// One of two attempts panics, and the other one returns an error: the reason is that of the last one.
pub fn the_reason_of_the_last_attempt() {
    let server = Server::start(1, 1);
    for (panics, reason) in [(1, "2"), (2, "panicked")] {
        let work = move |attempt: &Attempt| {
            assert!(attempt.number != panics, "broken on purpose");
            Err(attempt.number.to_string())
        };
        let outcome = accepted(&server, job(2, work)).wait();
        let expected = Outcome::Failed(reason.to_string());
        assert_eq!(outcome, expected, "the outcome, when attempt {panics} of 2 panicked");
    }
    server.shutdown();
}

/// Jobs that panic take no worker with them.
pub fn a_panicking_job_takes_no_worker_with_it() {
    let server = Server::start(1, 10);
    let panics = || job(1, |_| panic!("broken on purpose"));
    let tickets = [panics(), panics(), job(1, |_| Ok(7))].map(|job| accepted(&server, job));
    let panicked = || Outcome::Failed("panicked".to_string());
    let outcomes = tickets.map(|ticket| ticket.wait());
    assert_eq!(outcomes, [panicked(), panicked(), Outcome::Done(7)], "the outcomes");
    server.shutdown();
}

/// Whoever drops the ticket does not care, and the job is run all the same.
pub fn a_ticket_may_be_dropped() {
    let server = Server::start(1, 1);
    let (say, said) = mpsc::channel();
    drop(accepted(&server, job(1, move |_| say.send(7).map(|()| 7).map_err(|_| String::new()))));
    assert_eq!(said.recv(), Ok(7), "the job has run");
    server.shutdown();
}

/// No attempt begins at the deadline or after it.
pub fn too_late_is_expired() {
    let server = Server::start(1, 10);
    let late = Job { deadline: Some(Instant::now()), ..job(3, |_| panic!("it was too late")) };
    assert_eq!(accepted(&server, late).wait(), Outcome::Expired, "a job that came too late");
    let in_time = Instant::now() + Duration::from_secs(3600);
    let early = Job { deadline: Some(in_time), ..job(1, |_| Ok(7)) };
    assert_eq!(accepted(&server, early).wait(), Outcome::Done(7), "a job that came in time");
    let fails =
        Job { deadline: Some(in_time), ..job(2, |attempt| Err(attempt.number.to_string())) };
    assert_eq!(accepted(&server, fails).wait(), Outcome::Failed("2".to_string()), "two attempts");
    server.shutdown();
}

/// The deadline comes while an attempt runs: what it returns counts, and there is no other one.
pub fn the_deadline_comes_during_an_attempt() {
    let server = Server::start(1, 10);
    let run = |succeeds: bool, attempts| {
        let mut wait = Duration::from_millis(20);
        loop {
            let deadline = Instant::now() + wait;
            let calls = Arc::new(AtomicU32::new(0));
            let counted = Arc::clone(&calls);
            let work = move |_: &Attempt| {
                counted.fetch_add(1, Ordering::SeqCst);
                while Instant::now() < deadline {
                    thread::yield_now();
                }
                if succeeds { Ok(7) } else { Err("down".to_string()) }
            };
            let job = Job { deadline: Some(deadline), ..job(attempts, work) };
            let outcome = accepted(&server, job).wait();
            match calls.load(Ordering::SeqCst) {
                // The machine is so busy that the first attempt came too late already: give it longer.
                0 => wait *= 4,
                calls => return (outcome, calls),
            }
        }
    };
    assert_eq!(run(true, 3), (Outcome::Done(7), 1), "it succeeded, after the deadline");
    assert_eq!(run(false, 3), (Outcome::Expired, 1), "it failed, after the deadline");
    let failed = Outcome::Failed("down".to_string());
    assert_eq!(run(false, 1), (failed, 1), "it failed, and there was no attempt left");
    server.shutdown();
}

/// A shutdown runs what was accepted, and accepts nothing more.
pub fn a_shutdown_drains() {
    let server = Server::start(1, 3);
    let (gate, begun) = held(&server);
    begun.recv().expect("the first job begins");
    let tickets = [1, 2].map(|value| accepted(&server, job(1, move |_| Ok(value))));
    thread::scope(|scope| {
        scope.spawn(|| server.shutdown());
        until_closed(&server);
        drop(gate);
    });
    let outcomes = tickets.map(|ticket| ticket.wait());
    assert_eq!(outcomes, [Outcome::Done(1), Outcome::Done(2)], "what was accepted");
    server.shutdown();
    server.abort();
    let refused = server.submit(job(1, |_| Ok(0))).map(|_| ());
    assert_eq!(refused, Err(Refused::Closed), "submitted after the end");
}

/// A shutdown comes while an attempt runs: that one is not cancelled, and when it fails there are others.
pub fn a_shutdown_cuts_nothing_short() {
    let server = Server::start(1, 1);
    let ((gate, opened), (begin, begun)) = (mpsc::channel::<()>(), mpsc::channel());
    let (say, said) = mpsc::channel();
    let work = move |attempt: &Attempt| {
        let _ = begin.send(());
        let _ = opened.recv();
        let _ = say.send(attempt.cancelled());
        if attempt.number == 3 { Ok(7) } else { Err(attempt.number.to_string()) }
    };
    let ticket = accepted(&server, job(3, work));
    begun.recv().expect("the job begins");
    thread::scope(|scope| {
        scope.spawn(|| server.shutdown());
        until_closed(&server);
        drop(gate);
    });
    assert_eq!(said.recv(), Ok(false), "whether the attempt that ran was cancelled");
    assert_eq!(ticket.wait(), Outcome::Done(7), "three attempts, and a shutdown during the first");
}

/// An abort lets the running attempt know, and begins no other one.
pub fn an_abort_cancels() {
    let server = Server::start(1, 3);
    let (begin, begun) = mpsc::channel();
    let calls = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&calls);
    let work = move |attempt: &Attempt| {
        counted.fetch_add(1, Ordering::SeqCst);
        let _ = begin.send(attempt.cancelled());
        until(|| attempt.cancelled());
        Err("cancelled".to_string())
    };
    let running = accepted(&server, job(3, work));
    let waits = accepted(&server, job(1, |_| panic!("the server has been aborted")));
    let late = Job { deadline: Some(Instant::now()), ..job(1, |_| panic!("it was too late")) };
    let late = accepted(&server, late);
    assert_eq!(begun.recv(), Ok(false), "whether the attempt was cancelled when it began");
    server.abort();
    let outcomes = [running, waits, late].map(|ticket| ticket.wait());
    assert_eq!(outcomes, [const { Outcome::Cancelled }; 3], "the outcomes");
    assert_eq!(calls.load(Ordering::SeqCst), 1, "attempts of the job that was running");
    let refused = server.submit(job(1, |_| Ok(0))).map(|_| ());
    assert_eq!(refused, Err(Refused::Closed), "submitted after the end");
}

/// Somebody aborts, and waits for an attempt that runs: whoever submits meanwhile is refused at once.
pub fn submit_does_not_wait_for_an_abort() {
    let server = Server::start(1, 1);
    let (gate, begun) = held(&server);
    begun.recv().expect("the first job begins");
    thread::scope(|scope| {
        scope.spawn(|| server.abort());
        // The attempt ends only when this has been heard.
        until_closed(&server);
        drop(gate);
    });
}

/// What a running attempt returns counts, also after an abort: its value, or that it was the last.
pub fn what_a_running_attempt_returns_counts() {
    for value in [Ok(7), Err("too much".to_string())] {
        let server = Server::start(1, 1);
        let (begin, begun) = mpsc::channel();
        let expected = value.clone().map_or_else(Outcome::Failed, Outcome::Done);
        let work = move |attempt: &Attempt| {
            let _ = begin.send(());
            until(|| attempt.cancelled());
            value.clone()
        };
        let ticket = accepted(&server, job(1, work));
        begun.recv().expect("the job begins");
        server.abort();
        assert_eq!(
            ticket.wait(),
            expected,
            "what the attempt returned, when it had been cancelled"
        );
    }
}

/// To drop the server is to abort it.
pub fn dropped_is_aborted() {
    let server = Server::start(2, 2);
    let (begin, begun) = mpsc::channel();
    let gone = Arc::new(AtomicBool::new(false));
    let goes = Arc::clone(&gone);
    let work = move |attempt: &Attempt| {
        let _ = begin.send(());
        until(|| attempt.cancelled());
        goes.store(true, Ordering::SeqCst);
        Err("cancelled".to_string())
    };
    let ticket = accepted(&server, job(2, work));
    begun.recv().expect("the job begins");
    drop(server);
    assert!(gone.load(Ordering::SeqCst), "the server was dropped, and its job was still running");
    assert_eq!(ticket.wait(), Outcome::Cancelled, "the outcome");
}

fn job(attempts: u32, work: impl FnMut(&Attempt) -> Result<u64, String> + Send + 'static) -> Job {
    Job { work: Box::new(work), attempts, deadline: None }
}

#[track_caller]
fn accepted(server: &Server, job: Job) -> Ticket {
    server.submit(job).unwrap_or_else(|why| panic!("there is room, and it is {why:?}"))
}

/// A job that says that it begins, and then runs until the gate is dropped.
fn held(server: &Server) -> (mpsc::Sender<()>, mpsc::Receiver<()>) {
    let ((gate, opened), (begin, begun)) = (mpsc::channel(), mpsc::channel());
    let work = move |_: &Attempt| {
        let _ = begin.send(());
        let _ = opened.recv();
        Ok(0)
    };
    drop(accepted(server, job(1, work)));
    (gate, begun)
}

/// Asks until the server accepts nothing more.
fn until_closed(server: &Server) {
    until(|| matches!(server.submit(job(1, |_| Ok(0))), Err(Refused::Closed)));
}

fn until(happened: impl Fn() -> bool) {
    while !happened() {
        thread::yield_now();
    }
}
