//! `Receiver` and its iterators.

use std::cell::Cell;
use std::fmt::Debug;
use std::iter::FusedIterator;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::rc::Rc;
use std::thread;
use std::time::{Duration, Instant};

use crossbeam::channel::{
    IntoIter, Iter, Receiver, RecvError, RecvTimeoutError, TryIter, TryRecvError, after, at,
    bounded, never, tick, unbounded,
};

use crate::sometimes;

is! {
    Receiver<Cell<u8>>: Send, Sync, UnwindSafe, RefUnwindSafe, Clone, Debug;
    Receiver<Rc<u8>>: UnwindSafe, RefUnwindSafe, Clone, Debug;
    Iter<'static, Cell<u8>>: Send, Sync, Debug, FusedIterator;
    TryIter<'static, Cell<u8>>: Send, Sync, Debug;
    IntoIter<Cell<u8>>: Send, Sync, Debug, FusedIterator;
}
is_not! {
    Receiver<Rc<u8>>: Send;
    Receiver<Rc<u8>>: Sync;
    IntoIter<Rc<u8>>: Send;
    Iter<'static, Rc<u8>>: Send;
    TryIter<'static, u8>: FusedIterator;
    IntoIter<u8>: Clone;
}

cases! {
    try_recv_sees_all polled channel_api gives_up_after_a_time gives_up_at_a_moment
    a_message_in_time the_first_to_give_up
}

fn try_recv_sees_all() {
    let (tx, rx) = unbounded();
    thread::scope(|s| {
        s.spawn(move || tx.send(7).unwrap());
        let first = rx.try_recv();
        sometimes("nothing yet", first == Err(TryRecvError::Empty));
        sometimes("a message", first == Ok(7));
        if first.is_err() {
            assert_eq!(rx.try_iter().chain(rx.iter()).collect::<Vec<_>>(), [7]);
        }
        assert_eq!(rx.recv(), Err(RecvError));
        assert_eq!(rx.try_recv(), Err(TryRecvError::Disconnected));
    });
}

/// A loop that looks again and again ends.
fn polled() {
    let (tx, rx) = bounded(2);
    thread::scope(|s| {
        s.spawn(|| {
            tx.send(1).unwrap();
            tx.send(2).unwrap();
        });
        while rx.len() < 2 {}
        assert!(rx.is_full());
        assert_eq!(rx.try_iter().collect::<Vec<_>>(), [1, 2]);
    });
}

fn channel_api() {
    let (tx, rx) = unbounded::<u32>();
    let (other_tx, other_rx) = bounded::<u32>(1);
    assert!(tx.same_channel(&tx.clone()) && rx.same_channel(&rx.clone()));
    assert!(!tx.same_channel(&other_tx) && !rx.same_channel(&other_rx));
    let timers = [after(SOON), at(Instant::now()), tick(SOON)];
    assert!(timers.iter().all(|timer| timer.capacity() == Some(1)));
    assert!(!timers[0].same_channel(&timers[2]) && timers[1].same_channel(&timers[1].clone()));
    const NEVER: Receiver<u32> = never();
    assert!(never::<u32>().same_channel(&NEVER) && !rx.same_channel(&never()));
    assert_eq!(never::<u32>().try_recv(), Err(TryRecvError::Empty));
    let nothing = never::<u32>();
    assert_eq!(
        (nothing.len(), nothing.is_empty(), nothing.is_full(), nothing.capacity()),
        (0, true, true, Some(0))
    );
    assert_eq!(
        format!("{tx:?} {rx:?} {:?}", rx.iter()),
        "Sender { .. } Receiver { .. } Iter { .. }"
    );
    assert_eq!(format!("{:?}", rx.try_iter()), "TryIter { .. }");
    for i in 0..2 {
        tx.send(i).unwrap();
    }
    drop(tx);
    let mut sum = 0;
    for i in &rx {
        sum += i;
    }
    assert_eq!(sum, 1);
    let mut rest = rx.into_iter();
    assert_eq!((rest.next(), rest.next()), (None, None));
    assert_eq!(format!("{rest:?}"), "IntoIter { .. }");
}

const SOON: Duration = Duration::from_millis(2);

fn gives_up_after_a_time() {
    let (tx, rx) = unbounded::<u32>();
    let begun = Instant::now();
    assert_eq!(rx.recv_timeout(SOON), Err(RecvTimeoutError::Timeout));
    assert!(begun.elapsed() >= SOON);
    assert_eq!(rx.recv_timeout(Duration::ZERO), Err(RecvTimeoutError::Timeout));
    tx.send(1).unwrap();
    assert_eq!(rx.recv_timeout(Duration::ZERO), Ok(1));
    drop(tx);
    assert_eq!(rx.recv_timeout(Duration::MAX), Err(RecvTimeoutError::Disconnected));
}

fn gives_up_at_a_moment() {
    let (tx, rx) = unbounded();
    let moment = Instant::now() + SOON;
    assert_eq!(rx.recv_deadline(moment), Err(RecvTimeoutError::Timeout));
    assert!(Instant::now() >= moment);
    assert_eq!(rx.recv_deadline(moment), Err(RecvTimeoutError::Timeout));
    tx.send(1).unwrap();
    assert_eq!(rx.recv_deadline(moment), Ok(1));
    drop(tx);
    assert_eq!(rx.recv_deadline(moment), Err(RecvTimeoutError::Disconnected));
    assert_eq!(never::<u32>().recv_deadline(moment), Err(RecvTimeoutError::Timeout));
}

/// It comes in time, or is still there.
fn a_message_in_time() {
    let (tx, rx) = bounded(1);
    thread::scope(|s| {
        s.spawn(|| {
            let tx = tx;
            tx.send(7).unwrap();
        });
        let first = rx.recv_timeout(SOON);
        sometimes("in time", first == Ok(7));
        sometimes("too late", first == Err(RecvTimeoutError::Timeout));
        let second = rx.recv_timeout(Duration::MAX);
        assert_eq!(second.is_ok(), first.is_err());
    });
}

/// Whoever gives up leaves the message to the other.
fn the_first_to_give_up() {
    let (tx, rx) = bounded(0);
    thread::scope(|s| {
        let patient = s.spawn(|| rx.recv_timeout(Duration::MAX));
        let hasty = s.spawn(|| rx.recv_timeout(SOON));
        tx.send(1).unwrap();
        drop(tx);
        let (patient, hasty) = (patient.join().unwrap(), hasty.join().unwrap());
        assert_ne!(patient.is_ok(), hasty.is_ok());
        sometimes("the patient one", patient.is_ok());
        sometimes("the hasty one", hasty.is_ok());
    });
}
