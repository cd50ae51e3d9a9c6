//! Does it end on real threads, without waiting for the hour, and is it really over then?
//@ deadline: 8s

use std::fs;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use answer::Poller;
use harness::{Rng, all_come_to_rest, seed};

const AN_HOUR: Duration = Duration::from_secs(3_600);

/// It polls once and then sleeps for very long; it is stopped, and what it wrote is there.
pub fn one_poll_and_what_it_wrote(seed: u64) -> Vec<(Option<u64>, u64)> {
    let mut rng = Rng::new(seed);
    (0..8)
        .map(|_| {
            let every = if rng.below(2) == 0 { AN_HOUR } else { Duration::MAX };
            let value = rng.next_u64();
            let written = Arc::new(AtomicU64::new(0));
            let (told, polled) = mpsc::channel();
            let writes = Arc::clone(&written);
            let poller = Poller::start(every, move || {
                writes.fetch_add(value, Ordering::Relaxed);
                let _ = told.send(());
            });
            polled.recv().expect("it polls at once");
            (poller.stop().ok(), written.load(Ordering::Relaxed))
        })
        .collect()
}

/// Between the end of a poll and the next one lies as much time as was asked for, also when polls take as long themselves.
pub fn from_time_to_time() {
    let every = Duration::from_micros(Rng::new(seed()).range(2_000..5_000));
    let early = Arc::new(Mutex::new(None));
    let (told, polled) = mpsc::channel();
    let finds = Arc::clone(&early);
    let mut last: Option<Instant> = None;
    let poller = Poller::start(every, move || {
        if let Some(waited) = last.map(|last| last.elapsed()).filter(|waited| *waited < every) {
            *finds.lock().unwrap() = Some(waited);
        }
        let _ = told.send(());
        thread::sleep(every);
        last = Some(Instant::now());
    });
    for _ in 0..10 {
        polled.recv().expect("it polls again and again");
    }
    let polls = poller.stop().expect("it has not panicked");
    assert_eq!(polls, 10 + polled.try_iter().count() as u64, "the polls that were counted");
    let early = *early.lock().unwrap();
    assert_eq!(early, None, "the time between two polls, every {every:?}");
}

/// A poll that has begun is waited for, and is the last one.
pub fn the_poll_at_work_is_finished() {
    let (told, began) = mpsc::channel();
    let (opens, gate) = mpsc::channel::<()>();
    let finished = Arc::new(AtomicBool::new(false));
    let finishes = Arc::clone(&finished);
    let poller = Poller::start(Duration::from_nanos(1), move || {
        told.send(()).expect("somebody wants to know");
        // Nothing is ever sent: this waits for the sender to be dropped.
        let _ = gate.recv();
        finishes.store(true, Ordering::SeqCst);
    });
    began.recv().expect("it polls at once");
    let stopping = thread::spawn(move || {
        let polls = poller.stop();
        (polls.ok(), finished.load(Ordering::SeqCst))
    });
    // Whoever does not wait for the poll has every chance to be done by now.
    for _ in 0..200 {
        if stopping.is_finished() {
            break;
        }
        thread::sleep(Duration::from_micros(50));
    }
    drop(opens);
    let (polls, finished) = stopping.join().expect("a stop is no reason to panic");
    assert!(finished, "`stop` returned, and a poll was at work");
    // The gate is open now. When the stop comes late, more polls have begun before it.
    assert_eq!(polls, Some(1 + began.try_iter().count() as u64), "the polls that were counted");
}

/// It is stopped while it polls, and the next poll would be due at once: no other one begins.
pub fn no_other_one_begins() {
    // Whoever tosses a coin for what comes first is right every second time, and not so often in a row.
    let (told, began) = mpsc::channel();
    let (gates, pollers): (Vec<_>, Vec<_>) = (0..24)
        .map(|_| {
            let told = told.clone();
            let (opens, gate) = mpsc::channel::<()>();
            let poller = Poller::start(Duration::from_nanos(1), move || {
                let _ = told.send(());
                // Nothing is ever sent: this waits for the sender to be dropped.
                let _ = gate.recv();
            });
            (opens, poller)
        })
        .unzip();
    for _ in &gates {
        began.recv().expect("each of them polls at once");
    }
    let stopping: Vec<_> =
        pollers.into_iter().map(|poller| thread::spawn(move || poller.stop())).collect();
    // Each poll waits for its gate, and whoever stops waits for the poll: all have been asked. Who waits in a loop is not found
    // at rest, and there are systems that do not tell: then nobody knows.
    let all_are_asked = all_come_to_rest(Duration::from_secs(5))
        && fs::read_to_string("/proc/thread-self/syscall").is_ok();
    drop(gates);
    for stopping in stopping {
        let polls = stopping.join().expect("a stop is no reason to panic");
        let polls = polls.expect("it has not panicked");
        assert!(polls == 1 || !all_are_asked, "{polls} polls, stopped while the first was at work");
    }
}

/// Nobody polls when `stop` has returned.
pub fn over_is_over() {
    for _ in 0..20 {
        let polls = Arc::new(AtomicU64::new(0));
        let counts = Arc::clone(&polls);
        let poller = Poller::start(Duration::from_nanos(1), move || {
            counts.fetch_add(1, Ordering::Relaxed);
        });
        while polls.load(Ordering::Relaxed) < 5 {
            thread::yield_now();
        }
        let counted = poller.stop().expect("it has not panicked");
        assert_eq!(polls.load(Ordering::Relaxed), counted, "the polls when `stop` has returned");
        for _ in 0..20 {
            thread::yield_now();
        }
        assert_eq!(polls.load(Ordering::Relaxed), counted, "the polls some time later");
    }
}

/// A poll that panics is the last one, and `stop` says what it panicked with.
pub fn a_poll_that_panics() {
    let (told, polled) = mpsc::channel();
    let mut polls = 0;
    let poller = Poller::start(Duration::from_nanos(1), move || {
        polls += 1;
        let _ = told.send(polls);
        if polls == 3 {
            panic!("this poll is broken on purpose");
        }
    });
    // Its end: whoever panics drops what it has.
    assert_eq!(polled.iter().collect::<Vec<_>>(), [1, 2, 3], "the polls");
    let payload = poller.stop().expect_err("it has panicked");
    assert_eq!(payload.downcast_ref(), Some(&"this poll is broken on purpose"), "its message");
}

/// It may be stopped at any time, also before it has polled.
pub fn stopped_at_once() {
    for _ in 0..8 {
        let polls = Arc::new(AtomicU64::new(0));
        let counts = Arc::clone(&polls);
        let poller = Poller::start(AN_HOUR, move || {
            counts.fetch_add(1, Ordering::Relaxed);
        });
        let counted = poller.stop().expect("it has not panicked");
        assert!(counted <= 1, "{counted} polls, one an hour");
        assert_eq!(polls.load(Ordering::Relaxed), counted, "the polls that were counted");
    }
}

/// Between two polls it sleeps; it does not ask in a loop whether it is to stop.
pub fn it_sleeps_between_two_polls() {
    let (told, polled) = mpsc::channel();
    let poller = Poller::start(AN_HOUR, move || {
        let _ = told.send(());
    });
    polled.recv().expect("it polls at once");
    let asleep = all_come_to_rest(Duration::from_secs(5));
    assert_eq!(poller.stop().ok(), Some(1), "polls in an hour");
    assert!(asleep, "the next poll is far away, and it never sleeps");
}
