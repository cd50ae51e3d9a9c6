//! `after`.

use std::thread;
use std::time::{Duration, Instant};

use crossbeam::channel::{RecvTimeoutError, TryRecvError, after, unbounded};
use crossbeam::select;

use crate::sometimes;

cases! {
    one_message_at_its_time clones_share_the_message never_for_ever waits_for_the_earlier_one
    a_late_reply_or_none polled ends_a_loop
}

const SOON: Duration = Duration::from_millis(2);

fn one_message_at_its_time() {
    let begun = Instant::now();
    let timer = after(SOON);
    assert_eq!(timer.capacity(), Some(1));
    let came = timer.recv().unwrap();
    assert!(came >= begun + SOON && begun.elapsed() >= SOON);
    assert_eq!((timer.len(), timer.is_empty(), timer.is_full()), (0, true, false));
    assert_eq!(timer.try_recv(), Err(TryRecvError::Empty));
    assert_eq!(timer.recv_timeout(SOON), Err(RecvTimeoutError::Timeout));
    let now = after(Duration::ZERO);
    assert_eq!((now.len(), now.is_empty(), now.is_full()), (1, false, true));
    assert!(now.try_recv().is_ok() && now.try_recv().is_err());
}

fn clones_share_the_message() {
    let timer = after(SOON);
    let clone = timer.clone();
    assert!(timer.same_channel(&clone) && !timer.same_channel(&after(SOON)));
    let got = thread::scope(|s| {
        let other = s.spawn(|| clone.recv_timeout(10 * SOON).is_ok());
        [timer.recv_timeout(10 * SOON).is_ok(), other.join().unwrap()]
    });
    assert!(got[0] != got[1]);
    sometimes("one", got[0]);
    sometimes("other", got[1]);
}

fn never_for_ever() {
    let timer = after(Duration::MAX);
    assert_eq!(timer.try_recv(), Err(TryRecvError::Empty));
    select! {
        recv(timer) -> _ => unreachable!(),
        default(SOON) => {}
    }
}

fn waits_for_the_earlier_one() {
    let (later, sooner) = (after(Duration::from_secs(20)), after(SOON));
    select! {
        recv(later) -> _ => unreachable!(),
        recv(sooner) -> came => assert!(came.is_ok()),
    }
}

fn a_late_reply_or_none() {
    let (tx, rx) = unbounded();
    thread::scope(|s| {
        s.spawn(|| tx.send("reply"));
        let came = select! {
            recv(rx) -> reply => reply.unwrap(),
            recv(after(SOON)) -> _ => "late",
        };
        assert!(came == "reply" || rx.recv() == Ok("reply"));
        sometimes("reply", came == "reply");
        sometimes("late", came == "late");
    });
}

/// Time passes while one looks.
fn polled() {
    let timer = after(SOON);
    while timer.try_recv().is_err() {}
    let timer = after(SOON);
    while timer.is_empty() {}
    assert!(timer.try_recv().is_ok());
}

/// One time-out for the whole loop.
fn ends_a_loop() {
    let (tx, rx) = unbounded();
    let (timeout, mut seen) = (after(SOON), 0);
    thread::scope(|s| {
        s.spawn(|| (0..2).for_each(|n| tx.send(n).unwrap()));
        loop {
            select! {
                recv(rx) -> message => {
                    assert_eq!(message, Ok(seen));
                    seen += 1;
                }
                recv(timeout) -> _ => break,
            }
        }
    });
    for n in 0..=2 {
        sometimes(["none", "one", "both"][n as usize], seen == n);
    }
}
