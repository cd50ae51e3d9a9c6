//! Waits that end by themselves, on channels and in `park`; and parking for no reason.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

const SHORT: Duration = Duration::from_millis(10);
const LONG: Duration = Duration::from_secs(3600);

pub fn receives_in_time_or_not() {
    let (tx, rx) = mpsc::channel();
    thread::scope(|s| {
        s.spawn(move || {
            tx.send(7).unwrap();
        });
        let start = Instant::now();
        let first = rx.recv_timeout(LONG);
        model::sometimes("received", first == Ok(7));
        model::sometimes("too late", first == Err(RecvTimeoutError::Timeout));
        assert_ne!(first, Err(RecvTimeoutError::Disconnected), "the value came first");
        assert_eq!(start.elapsed() == LONG, first.is_err());
        let second = rx.recv_timeout(SHORT);
        model::sometimes("disconnected", second == Err(RecvTimeoutError::Disconnected));
        model::sometimes("not yet disconnected", second == Err(RecvTimeoutError::Timeout));
        model::sometimes("received at last", second == Ok(7));
    });
}

/// Timing out is not the end: a value that comes later is still there.
pub fn gives_up_at_the_first_time_out() {
    let (tx, rx) = mpsc::channel();
    let worker = thread::spawn(move || rx.recv_timeout(LONG).is_ok());
    let sent = tx.send(1).is_ok();
    assert!(!sent || worker.join().unwrap(), "sent and not received");
}

pub fn beats_until_it_is_told() {
    let (tx, rx) = mpsc::channel::<()>();
    let beats = AtomicU32::new(0);
    thread::scope(|s| {
        let beats = &beats;
        s.spawn(move || {
            while let Err(RecvTimeoutError::Timeout) = rx.recv_timeout(SHORT) {
                beats.fetch_add(1, Ordering::Relaxed);
            }
        });
        model::sometimes("it beat", beats.load(Ordering::Relaxed) > 0);
        model::sometimes("it did not", beats.load(Ordering::Relaxed) == 0);
        drop(tx);
    });
}

/// A sender that never leaves.
pub fn beats_for_ever() {
    let (_tx, rx) = mpsc::channel::<()>();
    while let Err(RecvTimeoutError::Timeout) = rx.recv_timeout(SHORT) {}
}

/// Room that comes when the other receives, for whoever only looks.
pub fn polls_for_room() {
    let (tx, rx) = mpsc::sync_channel(1);
    thread::scope(|s| {
        s.spawn(move || {
            assert_eq!(rx.recv(), Ok(1));
            assert_eq!(rx.recv(), Ok(2));
        });
        for n in [1, 2] {
            while tx.try_send(n).is_err() {}
        }
    });
}

/// A receiver that gives up leaves no place for a rendezvous.
pub fn rendezvous_with_one_who_gives_up() {
    let (tx, rx) = mpsc::sync_channel(0);
    thread::scope(|s| {
        let sender = s.spawn(move || tx.try_send(1).is_ok());
        let got = rx.recv_timeout(SHORT).is_ok();
        let sent = sender.join().unwrap();
        assert_eq!(got, sent);
        model::sometimes("met", sent);
        model::sometimes("missed", !sent);
    });
}

/// Parked until the flag is up, however often it wakes.
pub fn parks_in_a_loop() {
    let done = AtomicBool::new(false);
    let main = thread::current();
    thread::scope(|s| {
        s.spawn(|| {
            done.store(true, Ordering::Release);
            main.unpark();
        });
        while !done.load(Ordering::Acquire) {
            thread::park();
        }
    });
}

pub fn parks_once() {
    let done = AtomicBool::new(false);
    let main = thread::current();
    thread::scope(|s| {
        s.spawn(|| {
            done.store(true, Ordering::Release);
            main.unpark();
        });
        thread::park();
        assert!(done.load(Ordering::Acquire), "unparked by nobody");
    });
}

pub fn parks_for_a_while() {
    let main = thread::current();
    thread::scope(|s| {
        let other = s.spawn(|| main.unpark());
        let start = Instant::now();
        thread::park_timeout(LONG);
        let in_time = start.elapsed() < LONG;
        model::sometimes("unparked", in_time);
        model::sometimes("too late", !in_time);
        other.join().unwrap();
        // Whoever came too late left the token.
        if !in_time {
            thread::park();
        }
    });
}

/// Two sleeps that end together: either may be the first.
pub fn sleeps_that_end_together() {
    let first = Mutex::new(None);
    thread::scope(|s| {
        for i in 0..2 {
            let first = &first;
            s.spawn(move || {
                thread::sleep(LONG);
                first.lock().unwrap().get_or_insert(i);
            });
        }
    });
    let first = first.into_inner().unwrap();
    model::sometimes("the first", first == Some(0));
    model::sometimes("the second", first == Some(1));
}
