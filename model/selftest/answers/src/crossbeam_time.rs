//! crossbeam's timed operations, `after` and `tick`.

use crossbeam::channel::{
    RecvTimeoutError, SendTimeoutError, after, bounded, select_biased, tick, unbounded,
};
use crossbeam::select;
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

const MS: Duration = Duration::from_millis(1);

/// Each of three attempts may come too early.
pub fn cb_three_attempts() {
    let (tx, rx) = bounded(1);
    thread::spawn(move || _ = tx.send(7));
    let failed = (0..3).take_while(|_| rx.recv_timeout(10 * MS).is_err()).count();
    model::sometimes("none failed", failed == 0);
    model::sometimes("one failed", failed == 1);
    model::sometimes("two failed", failed == 2);
    model::sometimes("all failed", failed == 3);
}

/// … and whoever leaves after the last one may miss the message.
pub fn cb_gave_up_too_early() {
    let (tx, rx) = bounded(1);
    let worker = thread::spawn(move || tx.send(7).is_ok());
    let got = (0..3).any(|_| rx.recv_timeout(10 * MS).is_ok());
    drop(rx);
    assert_eq!(worker.join().unwrap(), got, "what was sent was received");
}

/// Both are ready: the reply has been there for long, and whoever asks may come too late for the time-out.
pub fn cb_late_though_the_reply_is_there() {
    let (tx, rx) = unbounded();
    tx.send(()).unwrap();
    let timeout = after(10 * MS);
    let replied = select! { recv(rx) -> _ => true, recv(timeout) -> _ => false };
    model::sometimes("replied", replied);
    model::sometimes("timed out", !replied);
    // `select_biased!` with the reply first does not miss it.
    tx.send(()).unwrap();
    select_biased! {
        recv(rx) -> _ => {}
        recv(after(10 * MS)) -> _ => panic!("the reply is there"),
    }
}

/// A time-out made anew in every turn is about the time since the last message.
pub fn cb_after_inside_the_loop() {
    let (tx, rx) = unbounded();
    let begun = Instant::now();
    thread::scope(|s| {
        s.spawn(move || {
            for i in 0..3 {
                thread::sleep(6 * MS);
                _ = tx.send(i);
            }
        });
        loop {
            select! {
                recv(rx) -> message => if message.is_err() { break },
                recv(after(10 * MS)) -> _ => break,
            }
        }
        assert!(begun.elapsed() <= 10 * MS, "ten milliseconds in all");
    });
}

/// A time-out that was received is gone.
pub fn cb_waits_for_the_timeout_twice() {
    let timeout = after(10 * MS);
    timeout.recv().unwrap();
    timeout.recv().unwrap();
}

/// Who takes a time-out for a disconnect drops a message that could still be sent.
pub fn cb_timeout_is_no_disconnect() {
    let (tx, rx) = bounded(0);
    thread::scope(|s| {
        let received = s.spawn(move || rx.iter().collect::<Vec<u32>>());
        for message in 0..2 {
            match tx.send_timeout(message, 10 * MS) {
                Ok(()) => {}
                Err(SendTimeoutError::Timeout(_) | SendTimeoutError::Disconnected(_)) => break,
            }
        }
        drop(tx);
        assert_eq!(received.join().unwrap(), [0, 1]);
    });
}

/// The clock knows which of two waits is over first, whatever the schedule.
pub fn cb_the_shorter_wait_is_over_first() {
    let (tx, rx) = bounded::<()>(0);
    let over = Mutex::new(Vec::new());
    thread::scope(|s| {
        for wait in [20, 10] {
            let (rx, over) = (rx.clone(), &over);
            s.spawn(move || {
                let begun = Instant::now();
                assert_eq!(rx.recv_timeout(wait * MS), Err(RecvTimeoutError::Timeout));
                over.lock().unwrap().push((Instant::now(), begun + wait * MS));
            });
        }
    });
    for (now, end) in over.into_inner().unwrap() {
        assert!(now >= end);
    }
    drop(tx);
}

/// The heart beats while the work goes on: any number of times, as far as is looked.
pub fn cb_heartbeat() {
    let (done, work) = bounded::<()>(0);
    let beats = thread::scope(|s| {
        let heart = s.spawn(move || {
            let (ticker, mut beats) = (tick(10 * MS), 0);
            loop {
                select! {
                    recv(ticker) -> _ => beats += 1,
                    recv(work) -> _ => return beats,
                }
            }
        });
        thread::sleep(25 * MS);
        drop(done);
        heart.join().unwrap()
    });
    model::sometimes("no beat", beats == 0);
    model::sometimes("one beat", beats == 1);
    model::sometimes("two beats", beats == 2);
    model::sometimes("three beats", beats == 3);
}

/// Nobody stops the heart.
pub fn cb_beats_for_ever() {
    let ticker = tick(10 * MS);
    let (_tx, rx) = bounded::<()>(0);
    loop {
        select! {
            recv(ticker) -> _ => {}
            recv(rx) -> _ => break,
        }
    }
}

/// A loop that polls with a deadline ends.
pub fn cb_polled_until_the_deadline() {
    let (_tx, rx) = bounded::<()>(0);
    let deadline = after(10 * MS);
    loop {
        select! {
            recv(rx) -> _ => unreachable!(),
            recv(deadline) -> _ => break,
            default => {}
        }
    }
}
