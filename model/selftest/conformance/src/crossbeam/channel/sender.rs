//! `Sender`.

use std::fmt::Debug;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::rc::Rc;
use std::thread;
use std::time::{Duration, Instant};

use crossbeam::channel::{SendError, SendTimeoutError, Sender, TrySendError, bounded, unbounded};

use crate::sometimes;

is! {
    Sender<std::cell::Cell<u8>>: Send, Sync, UnwindSafe, RefUnwindSafe, Clone, Debug;
    Sender<Rc<u8>>: UnwindSafe, RefUnwindSafe, Clone, Debug;
}
is_not! {
    Sender<Rc<u8>>: Send;
    Sender<Rc<u8>>: Sync;
    Sender<u8>: Default;
}

cases! {
    try_send_knows_room panic_disconnects gives_up_after_a_time gives_up_at_a_moment room_in_time
}

fn try_send_knows_room() {
    let (tx, rx) = bounded(1);
    assert_eq!((tx.len(), tx.is_empty(), tx.is_full(), tx.capacity()), (0, true, false, Some(1)));
    assert!(tx.same_channel(&tx.clone()) && !tx.same_channel(&bounded(1).0));
    assert_eq!(tx.try_send(1), Ok(()));
    assert_eq!((rx.len(), rx.is_empty(), rx.is_full(), rx.capacity()), (1, false, true, Some(1)));
    assert_eq!(tx.try_send(2), Err(TrySendError::Full(2)));
    assert_eq!(rx.recv(), Ok(1));
    drop(rx);
    assert_eq!(tx.try_send(3), Err(TrySendError::Disconnected(3)));
    assert_eq!(tx.send(4), Err(SendError(4)));
    let (tx, _rx) = unbounded::<()>();
    assert_eq!((tx.is_full(), tx.capacity()), (false, None));
}

/// A panicking receiver leaves, too.
fn panic_disconnects() {
    let (tx, rx) = bounded::<u32>(0);
    let panicked = thread::spawn(move || {
        let _rx = rx;
        panic!("on the way");
    });
    assert_eq!(tx.send(1), Err(SendError(1)));
    assert!(panicked.join().is_err());
}

const SOON: Duration = Duration::from_millis(2);

fn gives_up_after_a_time() {
    let (tx, rx) = bounded(1);
    assert_eq!(tx.send_timeout(1, SOON), Ok(()));
    let begun = Instant::now();
    assert_eq!(tx.send_timeout(2, SOON), Err(SendTimeoutError::Timeout(2)));
    assert!(begun.elapsed() >= SOON);
    assert_eq!(tx.send_timeout(2, Duration::ZERO), Err(SendTimeoutError::Timeout(2)));
    drop(rx);
    assert_eq!(tx.send_timeout(3, SOON), Err(SendTimeoutError::Disconnected(3)));
}

fn gives_up_at_a_moment() {
    let (tx, rx) = bounded(1);
    let moment = Instant::now() + SOON;
    assert_eq!(tx.send_deadline(1, moment), Ok(()));
    assert_eq!(tx.send_deadline(2, moment), Err(SendTimeoutError::Timeout(2)));
    assert!(Instant::now() >= moment);
    assert_eq!(rx.recv(), Ok(1));
    // There is room, so that it does not matter how late it is.
    assert_eq!(tx.send_deadline(3, moment), Ok(()));
    drop(rx);
    assert_eq!(tx.send_deadline(4, moment), Err(SendTimeoutError::Disconnected(4)));
}

/// Nobody is there in time, or the message arrives.
fn room_in_time() {
    let (tx, rx) = bounded(0);
    thread::scope(|s| {
        let received = s.spawn(move || rx.recv());
        let sent = tx.send_timeout(1, SOON);
        drop(tx);
        let received = received.join().unwrap();
        assert_eq!(sent.is_ok(), received == Ok(1));
        sometimes("in time", sent.is_ok());
        sometimes("too late", sent == Err(SendTimeoutError::Timeout(1)));
    });
}
