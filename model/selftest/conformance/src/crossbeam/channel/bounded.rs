//! `bounded`, with and without room.

use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::thread;

use crossbeam::channel::{Select, SendError, TryRecvError, TrySendError, bounded, unbounded};

use crate::sometimes;

cases! {
    bounded_blocks receivers_leave messages_outlive_their_senders rendezvous_hands_over rendezvous_try_send rendezvous_try_recv unread_messages_are_dropped first_come_first_served
}

fn bounded_blocks() {
    let (tx, rx) = bounded(1);
    let sent = AtomicU32::new(0);
    thread::scope(|s| {
        let sent = &sent;
        s.spawn(move || {
            for i in 0..3 {
                tx.send(i).unwrap();
                sent.fetch_add(1, Relaxed);
            }
        });
        let ahead = sent.load(Relaxed);
        assert!(ahead <= 1, "one fits, the next one waits");
        sometimes("one was ahead", ahead == 1);
        assert_eq!(rx.iter().collect::<Vec<_>>(), [0, 1, 2]);
    });
}

/// In the queue, or given back: with all receivers gone, no sender waits for ever.
fn receivers_leave() {
    let (tx, rx) = bounded(1);
    thread::scope(|s| {
        for rx in [rx.clone(), rx] {
            s.spawn(move || drop(rx));
        }
        let first = tx.send(1);
        let second = tx.send(2);
        assert_eq!(second, Err(SendError(2)));
        sometimes("one fitted", first.is_ok());
        sometimes("it came back", first == Err(SendError(1)));
    });
}

/// Messages wait while they can still be received.
fn messages_outlive_their_senders() {
    let (tx, rx) = bounded(2);
    let other = rx.clone();
    thread::spawn(move || {
        tx.send(1).unwrap();
        tx.send(2).unwrap();
    });
    drop(rx);
    assert_eq!(other.iter().collect::<Vec<_>>(), [1, 2]);
}

/// When a rendezvous `send` has returned, the message has been taken.
fn rendezvous_hands_over() {
    let (tx, rx) = bounded(0);
    let came = AtomicU32::new(0);
    assert_eq!(tx.try_send(0), Err(TrySendError::Full(0)));
    assert_eq!(rx.try_recv(), Err(TryRecvError::Empty));
    thread::scope(|s| {
        s.spawn(|| {
            for expected in 1..=2 {
                came.fetch_add(1, Relaxed);
                assert_eq!(rx.recv(), Ok(expected));
            }
        });
        tx.send(1).unwrap();
        assert!(came.load(Relaxed) >= 1);
        tx.send(2).unwrap();
        assert_eq!(came.load(Relaxed), 2);
    });
    assert_eq!((tx.len(), tx.is_empty(), tx.is_full(), tx.capacity()), (0, true, true, Some(0)));
}

/// `try_send` meets a receiver that waits, and no other.
fn rendezvous_try_send() {
    let (tx, rx) = bounded(0);
    thread::scope(|s| {
        let received = s.spawn(|| {
            let rx = rx;
            rx.recv()
        });
        let sent = tx.try_send(1);
        sometimes("met", sent == Ok(()));
        sometimes("nobody waited", sent == Err(TrySendError::Full(1)));
        drop(tx);
        assert_eq!(received.join().unwrap().ok(), sent.ok().map(|()| 1));
    });
}

fn rendezvous_try_recv() {
    let (tx, rx) = bounded(0);
    thread::scope(|s| {
        let sent = s.spawn(move || tx.send(1));
        let received = rx.try_recv();
        sometimes("met", received == Ok(1));
        sometimes("nobody waited", received == Err(TryRecvError::Empty));
        drop(rx);
        assert_eq!(sent.join().unwrap().ok(), received.ok().map(|_| ()));
    });
}

/// The last receiver of an unbounded channel drops what nobody will receive; a bounded channel
/// keeps it as long as there are senders.
fn unread_messages_are_dropped() {
    struct Dropped<'a>(&'a AtomicU32);
    impl Drop for Dropped<'_> {
        fn drop(&mut self) {
            self.0.fetch_add(1, Relaxed);
        }
    }
    let dropped = AtomicU32::new(0);
    let (tx, rx) = unbounded();
    tx.send(Dropped(&dropped)).unwrap();
    let clone = rx.clone();
    drop(clone);
    assert_eq!(dropped.load(Relaxed), 0);
    drop(rx);
    assert_eq!(dropped.load(Relaxed), 1);
    let (tx, rx) = bounded(1);
    tx.send(Dropped(&dropped)).unwrap();
    drop(rx);
    assert_eq!(dropped.load(Relaxed), 1);
    drop(tx);
    assert_eq!(dropped.load(Relaxed), 2);
    let (tx, rx) = unbounded();
    tx.send(Dropped(&dropped)).unwrap();
    drop(tx);
    drop(rx);
    assert_eq!(dropped.load(Relaxed), 3);
}

/// The one that came to wait first is served first.
fn first_come_first_served() {
    let (tx, rx) = bounded(0);
    thread::scope(|s| {
        let first = tx.clone();
        s.spawn(move || first.send(1).unwrap());
        let mut select = Select::new();
        select.recv(&rx);
        // 1 waits; whether 2 does, too, when somebody receives, is open.
        select.ready();
        let second = tx.clone();
        s.spawn(move || second.send(2).unwrap());
        drop(tx);
        assert_eq!(rx.iter().collect::<Vec<_>>(), [1, 2]);
    });
}
