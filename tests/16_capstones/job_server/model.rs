//! Does every accepted job get its outcome, and does everybody come to an end, under every schedule?

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Barrier};
use std::thread;
use std::time::{Duration, Instant};

use answer::{Attempt, Job, Outcome, Refused, Server};

/// Somebody submits in the moment in which somebody else shuts down: the job is refused, or it is done.
pub fn submitted_at_the_last_moment() {
    let server = Server::start(1, 1);
    let outcome = thread::scope(|scope| {
        let submitter =
            scope.spawn(|| server.submit(job(1, |_| Ok(7))).map(|ticket| ticket.wait()));
        server.shutdown();
        submitter.join().expect("this thread submits and waits")
    });
    assert_eq!(model::alive(), 0, "threads that `shutdown` left running");
    assert!(
        matches!(outcome, Ok(Outcome::Done(7)) | Err(Refused::Closed)),
        "what became of the job: {outcome:?}"
    );
    model::sometimes("the job comes in time", outcome.is_ok());
    model::sometimes("the job comes too late", outcome.is_err());
}

/// Two jobs that wait for each other, and two workers: both are woken.
//@ bound: 1
pub fn two_work_at_the_same_time() {
    let server = Server::start(2, 2);
    let meeting = Arc::new(Barrier::new(2));
    let tickets = [1, 2].map(|value| {
        let meeting = Arc::clone(&meeting);
        let work = move |_: &Attempt| {
            meeting.wait();
            Ok(value)
        };
        server.submit(job(1, work)).unwrap_or_else(|why| panic!("there is room, and it is {why:?}"))
    });
    let outcomes = tickets.map(|ticket| ticket.wait());
    assert_eq!(outcomes, [Outcome::Done(1), Outcome::Done(2)], "the outcomes");
    server.shutdown();
    assert_eq!(model::alive(), 0, "threads that `shutdown` left running");
}

/// Two workers without work are told of a shutdown.
//@ bound: 2
pub fn idle_workers_hear_of_a_shutdown() {
    let server = Server::start(2, 1);
    server.shutdown();
    assert_eq!(model::alive(), 0, "threads that `shutdown` left running");
}

/// Two workers without work are told when the server is dropped.
//@ bound: 2
pub fn idle_workers_hear_of_a_drop() {
    drop(Server::start(2, 1));
    assert_eq!(model::alive(), 0, "threads that a dropped server left running");
}

/// What was accepted before a shutdown is done, whenever that comes.
//@ bound: 2
pub fn what_was_accepted_is_done() {
    let server = Server::start(1, 2);
    let tickets = [1, 2].map(|value| accepted(&server, job(1, move |_| Ok(value))));
    server.shutdown();
    assert_eq!(model::alive(), 0, "threads that `shutdown` left running");
    let outcomes = tickets.map(|ticket| ticket.wait());
    assert_eq!(outcomes, [Outcome::Done(1), Outcome::Done(2)], "the outcomes");
}

/// Somebody aborts at any moment: each job is done or cancelled, and after the first one that is cancelled all are.
//@ bound: 2
pub fn aborted_at_any_moment() {
    let server = Server::start(1, 2);
    let tickets = [1, 2].map(|value| accepted(&server, job(2, move |_| Ok(value))));
    let outcomes = thread::scope(|scope| {
        scope.spawn(|| server.abort());
        tickets.map(|ticket| ticket.wait())
    });
    assert_eq!(model::alive(), 0, "threads that `abort` left running");
    use Outcome::{Cancelled, Done};
    let right = [[Cancelled, Cancelled], [Done(1), Cancelled], [Done(1), Done(2)]];
    assert!(right.contains(&outcomes), "the outcomes of two jobs: {outcomes:?}");
    for outcome in right {
        let what = match outcome {
            [Cancelled, _] => "both jobs are cancelled",
            [_, Cancelled] => "the first job is done and the second is cancelled",
            _ => "both jobs are done before the end",
        };
        model::sometimes(what, outcomes == outcome);
    }
}

/// A job that only ends when it is cancelled, a shutdown that waits for it, and an abort: all of them end.
//@ bound: 2
pub fn an_abort_ends_a_shutdown() {
    let server = Server::start(1, 1);
    let work = |attempt: &Attempt| {
        while !attempt.cancelled() {
            thread::yield_now();
        }
        Err("cancelled".to_string())
    };
    let ticket = accepted(&server, job(2, work));
    thread::scope(|scope| {
        scope.spawn(|| server.shutdown());
        server.abort();
        assert!(model::alive() <= 1, "only the one who shuts down may still be at it");
    });
    assert_eq!(ticket.wait(), Outcome::Cancelled, "the outcome");
    assert_eq!(model::alive(), 0, "threads left running");
}

/// Two shut down at the same time: when either of them returns, the job has been done.
//@ bound: 2
pub fn the_second_one_waits_too() {
    let server = Server::start(1, 1);
    let done = Arc::new(AtomicBool::new(false));
    let sees = Arc::clone(&done);
    let work = move |_: &Attempt| {
        done.store(true, Ordering::SeqCst);
        Ok(7)
    };
    drop(accepted(&server, job(1, work)));
    let shuts_down = || {
        server.shutdown();
        // Read-modify-write: nothing stale.
        assert!(
            sees.fetch_or(false, Ordering::SeqCst),
            "`shutdown` returned before the job was done"
        );
    };
    thread::scope(|scope| {
        scope.spawn(shuts_down);
        shuts_down();
    });
}

/// Two abort at the same time: when either of them returns, no worker is left.
//@ bound: 2
pub fn the_second_who_aborts_waits_too() {
    let server = Server::start(1, 1);
    drop(accepted(&server, job(1, |_| Ok(7))));
    thread::scope(|scope| {
        scope.spawn(|| server.abort());
        server.abort();
        assert!(model::alive() <= 1, "only the other one who aborts may still be at it");
    });
}

/// One worker, and time passes only in the attempts: none begins when the deadline is reached, and what one that runs returns counts.
//@ bound: 2
pub fn the_deadline_comes_during_an_attempt() {
    let server = Server::start(1, 4);
    let (begin, calls) = (Instant::now(), Arc::new([const { AtomicU32::new(0) }; 4]));
    let slow = |nth: usize, deadline, attempts, result: Result<u64, &'static str>| {
        let calls = Arc::clone(&calls);
        let work = move |_: &Attempt| {
            calls[nth].fetch_add(1, Ordering::SeqCst);
            thread::sleep(Duration::from_millis(2));
            result.map_err(str::to_string)
        };
        let deadline = Some(begin + Duration::from_millis(deadline));
        accepted(&server, Job { deadline, ..job(attempts, work) })
    };
    // The first attempt ends when its deadline is just reached, and that is when the second job would begin.
    let tickets = [
        slow(0, 2, 3, Err("down")),
        slow(1, 2, 1, Ok(1)),
        slow(2, 3, 3, Ok(7)),
        slow(3, 5, 1, Err("down")),
    ];
    let outcomes = tickets.map(|ticket| ticket.wait());
    server.shutdown();
    let calls = calls.each_ref().map(|calls| calls.load(Ordering::SeqCst));
    // Somebody's waiting may make time pass as well. Who never began came too late then.
    let ended = |nth: usize, outcome| if calls[nth] > 0 { outcome } else { Outcome::Expired };
    let failed = Outcome::Failed("down".to_string());
    let expected =
        [Outcome::Expired, Outcome::Expired, ended(2, Outcome::Done(7)), ended(3, failed)];
    assert_eq!(outcomes, expected, "the outcomes, after {calls:?} attempts");
    assert!(calls[0] <= 1 && calls[1] == 0, "attempts that began at the deadline: {calls:?}");
    model::sometimes("all that may begin do", calls == [1, 0, 1, 1]);
}

fn job(attempts: u32, work: impl FnMut(&Attempt) -> Result<u64, String> + Send + 'static) -> Job {
    Job { work: Box::new(work), attempts, deadline: None }
}

fn accepted(server: &Server, job: Job) -> answer::Ticket {
    server.submit(job).unwrap_or_else(|why| panic!("there is room, and it is {why:?}"))
}
