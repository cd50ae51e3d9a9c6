//! `mpsc`, `WaitGroup` and crossbeam's scope.

use crossbeam::sync::WaitGroup;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::sync::mpsc::{RecvError, SendError, TryRecvError, TrySendError, channel, sync_channel};
use std::thread;

pub fn sums_all() {
    let (tx, rx) = channel();
    for i in 1..=2 {
        let tx = tx.clone();
        thread::spawn(move || tx.send(i).unwrap());
    }
    drop(tx);
    let mut all: Vec<i32> = rx.iter().collect();
    model::sometimes("2 came first", all[0] == 2);
    all.sort();
    assert_eq!(all, [1, 2]);
    assert_eq!(rx.recv(), Err(RecvError));
    assert_eq!(rx.into_iter().next(), None);
}

pub fn receiver_leaves() {
    let (tx, rx) = sync_channel(1);
    thread::scope(|s| {
        s.spawn(move || assert_eq!(rx.recv(), Ok(1)));
        tx.send(1).unwrap();
        let second = tx.send(2);
        // In the queue, or given back: with the receiver gone, never waiting for ever.
        let third = tx.send(3);
        assert_eq!(third, Err(SendError(3)));
        model::sometimes("two fitted", second.is_ok());
        model::sometimes("the second came back", second.is_err());
    });
}

pub fn try_recv_sees_all() {
    let (tx, rx) = channel();
    thread::scope(|s| {
        s.spawn(move || tx.send(7).unwrap());
        let first = rx.try_recv();
        model::sometimes("nothing yet", first == Err(TryRecvError::Empty));
        model::sometimes("a value", first == Ok(7));
        if first.is_err() {
            assert_eq!(rx.try_iter().chain(rx.iter()).collect::<Vec<_>>(), [7]);
        }
        assert_eq!(rx.recv(), Err(RecvError));
        assert_eq!(rx.try_recv(), Err(TryRecvError::Disconnected));
    });
}

/// When a rendezvous `send` has returned, the value has been taken.
pub fn rendezvous_hands_over() {
    let (tx, rx) = sync_channel(0);
    let taken = AtomicU32::new(0);
    assert_eq!(tx.try_send(0), Err(TrySendError::Full(0)));
    thread::scope(|s| {
        s.spawn(|| {
            let rx = rx;
            for expected in 1..=2 {
                taken.fetch_add(1, Relaxed);
                assert_eq!(rx.recv(), Ok(expected));
            }
        });
        tx.send(1).unwrap();
        assert!(taken.load(Relaxed) >= 1);
        tx.send(2).unwrap();
        assert_eq!(taken.load(Relaxed), 2);
    });
}

pub fn bounded_blocks() {
    let (tx, rx) = sync_channel(1);
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
        model::sometimes("one was ahead", ahead == 1);
        assert_eq!(rx.iter().collect::<Vec<_>>(), [0, 1, 2]);
    });
}

pub fn try_send_knows_room() {
    let (tx, rx) = sync_channel(1);
    assert_eq!(tx.try_send(1), Ok(()));
    assert_eq!(tx.try_send(2), Err(TrySendError::Full(2)));
    assert_eq!(rx.recv(), Ok(1));
    drop(rx);
    assert_eq!(tx.try_send(3), Err(TrySendError::Disconnected(3)));
}

/// The main thread keeps a sender and waits for the end of the values.
pub fn forgotten_sender() {
    let (tx, rx) = channel();
    let theirs = tx.clone();
    thread::spawn(move || theirs.send(1).unwrap());
    let _sum: i32 = rx.iter().sum();
    drop(tx);
}

/// What happened before a non-last sender left happened before the end of the channel is seen.
pub fn published_through_a_channel() {
    let (tx, rx) = channel::<()>();
    let seen = [AtomicU32::new(0), AtomicU32::new(0)];
    thread::scope(|s| {
        for slot in &seen {
            let tx = tx.clone();
            s.spawn(move || {
                slot.store(1, Relaxed);
                drop(tx);
            });
        }
        drop(tx);
        assert_eq!(rx.recv(), Err(RecvError));
        for slot in &seen {
            assert_eq!(slot.load(Relaxed), 1);
        }
    });
}

pub fn borrowed_channel() {
    let text = String::from("borrowed");
    let (tx, rx) = channel();
    thread::scope(|s| {
        s.spawn(|| tx.send(text.as_str()).unwrap());
        assert_eq!(rx.recv(), Ok("borrowed"));
    });
}

pub fn wait_group_waits() {
    let group = WaitGroup::new();
    let done = std::sync::Arc::new(AtomicU32::new(0));
    for _ in 0..2 {
        let (group, done) = (group.clone(), done.clone());
        thread::spawn(move || {
            done.fetch_add(1, Relaxed);
            drop(group);
        });
    }
    group.wait();
    assert_eq!(done.load(Relaxed), 2);
}

pub fn wait_group_forgotten() {
    let group = WaitGroup::new();
    let kept = group.clone();
    group.wait();
    drop(kept);
}

pub fn crossbeam_scope_reports() {
    let data = [1, 2, 3];
    let sum = crossbeam::thread::scope(|s| {
        let inner = s.spawn(|s| s.spawn(|_| data.iter().sum::<i32>()).join().unwrap());
        inner.join().unwrap()
    })
    .unwrap();
    assert_eq!(sum, 6);
    let failed = crossbeam::scope(|s| {
        s.spawn(|_| panic!("nobody joins me"));
    });
    let payloads = failed.unwrap_err().downcast::<Vec<Box<dyn std::any::Any + Send>>>().unwrap();
    assert_eq!(*payloads[0].downcast_ref::<&str>().unwrap(), "nobody joins me");
}
