//! One job panics: the others are finished, awaited and returned, and the panic keeps its words.
use answer::run_all;
use harness::{Rendezvous, Rng};
use std::hint::black_box;
use std::panic;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::thread;

type Job = Box<dyn FnOnce() -> u64 + Send>;

/// All jobs are at work at the same time, and the one that panics takes no other along.
pub fn all_jobs_are_at_work_at_once() {
    let meeting = Arc::new(Rendezvous::new(4));
    let jobs: Vec<Job> = (0..4)
        .map(|account| {
            let meeting = Arc::clone(&meeting);
            let job: Job = Box::new(move || {
                meeting.meet();
                if account == 1 {
                    panic!("bad data");
                }
                account
            });
            job
        })
        .collect();
    assert_eq!(run_all(jobs), [Ok(0), Err("bad data".to_string()), Ok(2), Ok(3)]);
    assert_eq!(meeting.meetings(), 1);
}

/// The text of a literal panic comes back.
pub fn a_literal_message_comes_back() {
    let jobs: Vec<Job> = vec![Box::new(|| panic!("no such account")), Box::new(|| 7)];
    assert_eq!(run_all(jobs), [Err("no such account".to_string()), Ok(7)]);
}

/// The text of a formatted panic comes back, each with its own job.
pub fn a_formatted_message_comes_back() {
    let jobs = (0..3).map(|account| move || -> u64 { panic!("account {account} holds bad data") });
    let expected: Vec<Result<u64, String>> =
        (0..3).map(|account| Err(format!("account {account} holds bad data"))).collect();
    assert_eq!(run_all(jobs.collect()), expected);
}

/// A panic that carries no text is reported all the same.
pub fn a_panic_without_text_is_reported() {
    let jobs: Vec<Job> = vec![Box::new(|| panic::panic_any(404)), Box::new(|| 7)];
    assert_eq!(run_all(jobs), [Err("panic without a message".to_string()), Ok(7)]);
}

/// The jobs after a panic are awaited too.
pub fn the_jobs_after_a_panic_are_awaited() {
    for round in 0..8 {
        let over = Arc::new(AtomicUsize::new(0));
        let results = run_all(the_first_panics_the_others_take_long(&over));
        let over = over.load(Ordering::Relaxed);
        assert_eq!(over, 3, "round {round}: jobs that were over when run_all returned");
        assert_eq!(results, [Err("bad data".to_string()), Ok(1), Ok(2), Ok(3)], "round {round}");
    }
}

/// No jobs give no results.
pub fn no_jobs_give_no_results() {
    assert_eq!(run_all(Vec::<Job>::new()), []);
}

/// Results and panics come back in the order of the jobs, for random mixtures of both.
pub fn every_outcome_comes_back(seed: u64) -> Vec<Vec<Result<u64, String>>> {
    let mut rng = Rng::new(seed);
    (0..4)
        .map(|_| {
            let len = rng.range(1..7) as usize;
            let jobs = rng.vec(len).into_iter().map(|number| {
                move || {
                    if number % 3 == 0 {
                        panic!("{number} is no balance");
                    }
                    number
                }
            });
            run_all(jobs.collect())
        })
        .collect()
}

/// Job 0 panics once all have begun; the others go on only then, and have a long way to go.
fn the_first_panics_the_others_take_long(over: &Arc<AtomicUsize>) -> Vec<Job> {
    let meeting = Arc::new(Rendezvous::new(4));
    let first_meeting = Arc::clone(&meeting);
    let (panicking, others): (Vec<_>, Vec<_>) = (1..4)
        .map(|account: u64| {
            let (about_to_panic, news) = mpsc::channel::<()>();
            let meeting = Arc::clone(&meeting);
            let over = Arc::clone(over);
            let job: Job = Box::new(move || {
                meeting.meet();
                // Nothing is ever sent: this returns when the unwinding job drops its senders.
                let _ = news.recv();
                long_way(account);
                over.fetch_add(1, Ordering::Relaxed);
                account
            });
            (about_to_panic, job)
        })
        .unzip();
    let first: Job = Box::new(move || {
        let _dropped_by_the_panic = panicking;
        first_meeting.meet();
        panic!("bad data");
    });
    [first].into_iter().chain(others).collect()
}

/// Work that takes far longer than giving up on it would. It offers its processor to others again
/// and again, so that a caller that does not wait gets ahead on one processor too.
fn long_way(seed: u64) {
    let mut rng = Rng::new(seed);
    for _ in 0..20 {
        for _ in 0..10_000 {
            black_box(rng.next_u64());
        }
        thread::yield_now();
    }
}
