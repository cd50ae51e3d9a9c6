//! `std::sync::mpsc`.

use std::sync::mpsc::{channel, sync_channel};
use std::thread;

use crate::sometimes;

cases! {
    channels_have_no_end sync_channels_have producers_keep_their_own_order
}

pub fn all() -> Vec<crate::Case> {
    [CASES, sender::CASES, sync_sender::CASES, receiver::CASES, iterators::CASES].concat()
}

fn channels_have_no_end() {
    let (tx, rx) = channel();
    for n in 0..20 {
        tx.send(n).unwrap();
    }
    drop(tx);
    assert!(rx.iter().eq(0..20));
}

fn sync_channels_have() {
    let (tx, rx) = sync_channel(2);
    tx.send(1).unwrap();
    tx.send(2).unwrap();
    assert!(tx.try_send(3).is_err());
    assert_eq!(rx.recv(), Ok(1));
    tx.try_send(3).unwrap();
    drop(tx);
    assert!(rx.iter().eq([2, 3]));
}

fn producers_keep_their_own_order() {
    let (tx, rx) = channel();
    thread::scope(|s| {
        for producer in ['a', 'b'] {
            let tx = tx.clone();
            s.spawn(move || (0..2).for_each(|n| tx.send((producer, n)).unwrap()));
        }
        drop(tx);
        let all: Vec<_> = rx.iter().collect();
        assert_eq!(all.len(), 4);
        for producer in ['a', 'b'] {
            let theirs = all.iter().filter(|(p, _)| *p == producer).map(|(_, n)| *n);
            assert!(theirs.eq([0, 1]));
        }
        sometimes("interleaved", all[0].0 == all[2].0 && all[0].0 != all[1].0);
    });
}

pub mod sender {
    //! `Sender`.

    use std::cell::Cell;
    use std::fmt::Debug;
    use std::panic::{RefUnwindSafe, UnwindSafe};
    use std::rc::Rc;
    use std::sync::Arc;
    use std::sync::mpsc::{SendError, Sender, channel};
    use std::thread;

    is! {
        Sender<Cell<u8>>: Send, Sync, UnwindSafe, RefUnwindSafe, Clone, Debug;
        SendError<u8>: Send, Copy, Eq, Debug, std::error::Error;
    }
    is_not! {
        Sender<Rc<u8>>: Send;
        Sender<Rc<u8>>: Sync;
        Sender<u8>: Default;
    }

    cases! {
        gives_the_value_back every_clone_keeps_it_open shared_by_reference values_go_with_the_channel
    }

    fn gives_the_value_back() {
        let (tx, rx) = channel();
        tx.send("a".to_string()).unwrap();
        drop(rx);
        let error = tx.send("b".to_string()).unwrap_err();
        assert_eq!(error.to_string(), "sending on a closed channel");
        assert_eq!(format!("{error:?} {tx:?}"), "SendError { .. } Sender { .. }");
        assert_eq!(error.0, "b");
    }

    fn every_clone_keeps_it_open() {
        let (tx, rx) = channel();
        let second = tx.clone();
        drop(tx);
        thread::scope(|s| {
            s.spawn(move || second.send(1).unwrap());
            assert_eq!(rx.recv(), Ok(1));
            assert!(rx.recv().is_err());
        });
    }

    fn shared_by_reference() {
        let (tx, rx) = channel();
        thread::scope(|s| {
            s.spawn(|| tx.send(1).unwrap());
            s.spawn(|| tx.send(2).unwrap());
        });
        assert_eq!(rx.recv().unwrap() + rx.recv().unwrap(), 3);
    }

    /// What nobody receives is dropped with the receiver.
    fn values_go_with_the_channel() {
        let value = Arc::new(());
        let (tx, rx) = channel();
        tx.send(value.clone()).unwrap();
        tx.send(value.clone()).unwrap();
        assert_eq!(Arc::strong_count(&value), 3);
        drop(rx.recv());
        drop(rx);
        assert_eq!(Arc::strong_count(&value), 1);
        drop(tx.send(value.clone()));
        assert_eq!(Arc::strong_count(&value), 1);
    }
}

pub mod sync_sender {
    //! `SyncSender`.

    use std::cell::Cell;
    use std::fmt::Debug;
    use std::panic::{RefUnwindSafe, UnwindSafe};
    use std::rc::Rc;
    use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
    use std::sync::mpsc::{SyncSender, TrySendError, sync_channel};
    use std::thread;

    is! {
        SyncSender<Cell<u8>>: Send, Sync, UnwindSafe, RefUnwindSafe, Clone, Debug;
        TrySendError<u8>: Send, Copy, Eq, Debug, std::error::Error;
    }
    is_not! {
        SyncSender<Rc<u8>>: Send;
        SyncSender<Rc<u8>>: Sync;
    }

    cases! {
        waits_for_room a_rendezvous_hands_over tries_and_tells_why woken_when_the_receiver_leaves
    }

    fn waits_for_room() {
        let (tx, rx) = sync_channel(1);
        let sent = AtomicU32::new(0);
        thread::scope(|s| {
            let sent = &sent;
            s.spawn(move || {
                for n in 0..3 {
                    tx.send(n).unwrap();
                    sent.store(n + 1, Relaxed);
                }
            });
            // One is received, one in the queue: the third send may have begun, but not ended.
            assert_eq!(rx.recv(), Ok(0));
            assert!(sent.load(Relaxed) <= 2);
            assert!(rx.iter().eq(1..3));
        });
    }

    fn a_rendezvous_hands_over() {
        let (tx, rx) = sync_channel(0);
        assert_eq!(tx.try_send(0), Err(TrySendError::Full(0)));
        let received = AtomicU32::new(0);
        thread::scope(|s| {
            let received = &received;
            s.spawn(move || {
                let value = rx.recv().unwrap();
                received.store(value, Relaxed);
                rx.recv().unwrap();
            });
            tx.send(1).unwrap();
            // The second is handed over only after the first was received.
            tx.send(2).unwrap();
            assert_eq!(received.load(Relaxed), 1);
        });
    }

    fn tries_and_tells_why() {
        let (tx, rx) = sync_channel(1);
        tx.try_send('a').unwrap();
        let full = tx.try_send('b').unwrap_err();
        assert_eq!(full.to_string(), "sending on a full channel");
        assert_eq!(format!("{full:?} {tx:?}"), "TrySendError::Full(..) SyncSender { .. }");
        drop(rx);
        let closed = tx.clone().try_send('c').unwrap_err();
        assert_eq!(closed, TrySendError::Disconnected('c'));
        assert_eq!(closed.to_string(), "sending on a closed channel");
        assert_eq!(tx.send('d').unwrap_err().0, 'd');
    }

    fn woken_when_the_receiver_leaves() {
        let (tx, rx) = sync_channel(0);
        thread::scope(|s| {
            let sender = s.spawn(move || tx.send(7));
            s.spawn(move || drop(rx));
            assert_eq!(sender.join().unwrap().unwrap_err().0, 7);
        });
    }
}

pub mod receiver {
    //! `Receiver`.

    use std::cell::Cell;
    use std::fmt::Debug;
    use std::panic::{RefUnwindSafe, UnwindSafe};
    use std::rc::Rc;
    use std::sync::mpsc::{
        Receiver, RecvError, RecvTimeoutError, TryRecvError, channel, sync_channel,
    };
    use std::thread;
    use std::time::{Duration, Instant};

    use crate::sometimes;

    is! {
        Receiver<Cell<u8>>: Send, UnwindSafe, RefUnwindSafe, Debug, IntoIterator<Item = Cell<u8>>;
        &'static Receiver<u8>: IntoIterator<Item = u8>;
        RecvError: Send, Sync, Copy, Eq, Debug, std::error::Error;
        TryRecvError: Send, Sync, Copy, Eq, Debug, std::error::Error, From<RecvError>;
        RecvTimeoutError: Send, Sync, Copy, Eq, Debug, std::error::Error, From<RecvError>;
    }
    is_not! {
        Receiver<u8>: Sync;
        Receiver<Rc<u8>>: Send;
        Receiver<u8>: Clone;
    }

    cases! {
        iterates waits_for_a_value told_when_the_last_sender_leaves tries_and_tells_why takes_what_waits_at_a_rendezvous
        moved_to_another_thread waits_no_longer_than_that waits_long_enough meets_a_sender_in_time
    }

    const SHORT: Duration = Duration::from_millis(2);
    const LONG: Duration = Duration::from_secs(3600);

    fn waits_no_longer_than_that() {
        let (tx, rx) = channel::<u8>();
        let start = Instant::now();
        assert_eq!(rx.recv_timeout(SHORT), Err(RecvTimeoutError::Timeout));
        assert!(start.elapsed() >= SHORT);
        assert_eq!(rx.recv_timeout(Duration::ZERO), Err(RecvTimeoutError::Timeout));
        tx.send(1).unwrap();
        assert_eq!(rx.recv_timeout(Duration::ZERO), Ok(1));
        drop(tx);
        assert_eq!(rx.recv_timeout(LONG), Err(RecvTimeoutError::Disconnected));
        assert_eq!(RecvTimeoutError::Timeout.to_string(), "timed out waiting on channel");
    }

    fn waits_long_enough() {
        let (tx, rx) = channel();
        thread::scope(|s| {
            s.spawn(move || tx.send(7).unwrap());
            let mut early = rx.recv_timeout(LONG);
            sometimes("at once", early == Ok(7));
            sometimes("an hour later", early.is_err());
            while early == Err(RecvTimeoutError::Timeout) {
                early = rx.recv_timeout(LONG);
            }
            assert_eq!(early, Ok(7));
            // Nobody would send, ever.
            assert_eq!(rx.recv_timeout(Duration::MAX), Err(RecvTimeoutError::Disconnected));
        });
    }

    fn meets_a_sender_in_time() {
        let (tx, rx) = sync_channel(0);
        thread::scope(|s| {
            let sender = s.spawn(move || tx.send(1).is_ok());
            let got = rx.recv_timeout(LONG);
            sometimes("met", got.is_ok());
            sometimes("missed", got.is_err());
            // Whom it did not meet finds it gone.
            drop(rx);
            assert_eq!(sender.join().unwrap(), got.is_ok());
        });
    }

    fn waits_for_a_value() {
        let (tx, rx) = channel();
        thread::scope(|s| {
            s.spawn(move || tx.send(5).unwrap());
            assert_eq!(rx.recv(), Ok(5));
        });
        assert_eq!(rx.recv(), Err(RecvError));
        assert_eq!(RecvError.to_string(), "receiving on a closed channel");
        assert_eq!(format!("{rx:?}"), "Receiver { .. }");
    }

    fn told_when_the_last_sender_leaves() {
        let (tx, rx) = sync_channel::<u8>(1);
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn({
                    let tx = tx.clone();
                    move || drop(tx)
                });
            }
            drop(tx);
            assert_eq!(rx.recv(), Err(RecvError));
        });
    }

    fn tries_and_tells_why() {
        let (tx, rx) = channel();
        assert_eq!(rx.try_recv(), Err(TryRecvError::Empty));
        tx.send(1).unwrap();
        drop(tx);
        assert_eq!(rx.try_recv(), Ok(1), "what was sent is there, though nobody sends any more");
        assert_eq!(rx.try_recv(), Err(TryRecvError::Disconnected));
        assert_eq!(TryRecvError::Empty.to_string(), "receiving on an empty channel");
        assert_eq!(TryRecvError::Disconnected.to_string(), "receiving on a closed channel");
    }

    fn takes_what_waits_at_a_rendezvous() {
        let (tx, rx) = sync_channel(0);
        thread::scope(|s| {
            s.spawn(move || tx.send(1).unwrap());
            let value = loop {
                match rx.try_recv() {
                    Ok(value) => break value,
                    Err(error) => assert_eq!(error, TryRecvError::Empty),
                }
                thread::yield_now();
            };
            assert_eq!(value, 1);
        });
    }

    fn iterates() {
        let (tx, rx) = channel();
        tx.send(1).unwrap();
        assert_eq!(rx.try_iter().collect::<Vec<_>>(), [1]);
        tx.send(2).unwrap();
        drop(tx);
        assert_eq!(rx.iter().collect::<Vec<_>>(), [2]);
    }

    fn moved_to_another_thread() {
        let (tx, rx) = channel();
        let sum = thread::spawn(move || rx.into_iter().sum::<u32>());
        tx.send(1).unwrap();
        tx.send(2).unwrap();
        drop(tx);
        assert_eq!(sum.join().unwrap(), 3);
    }
}

pub mod iterators {
    //! `Iter`, `TryIter`, `IntoIter`.

    use std::fmt::Debug;
    use std::sync::mpsc::{IntoIter, Iter, TryIter, channel};
    use std::thread;

    is! {
        Iter<'static, u8>: Iterator<Item = u8>, Debug;
        TryIter<'static, u8>: Iterator<Item = u8>, Debug;
        IntoIter<u8>: Iterator<Item = u8>, Debug, Send;
    }
    is_not! {
        Iter<'static, u8>: Send;
        TryIter<'static, u8>: Send;
        IntoIter<u8>: Sync;
    }

    cases! {
        until_the_last_sender_leaves what_is_there left_early
    }

    fn until_the_last_sender_leaves() {
        let (tx, rx) = channel();
        thread::scope(|s| {
            s.spawn(move || (0..3).for_each(|n| tx.send(n).unwrap()));
            let mut next = 0;
            for n in &rx {
                assert_eq!(n, next);
                next += 1;
            }
            assert_eq!(next, 3);
        });
        assert_eq!((rx.iter().next(), rx.into_iter().next()), (None, None));
    }

    fn what_is_there() {
        let (tx, rx) = channel();
        assert_eq!(rx.try_iter().next(), None);
        tx.send(1).unwrap();
        tx.send(2).unwrap();
        assert!(rx.try_iter().eq([1, 2]));
        drop(tx);
        assert_eq!(rx.try_iter().count(), 0);
    }

    /// `take` asks for no value more than it gives.
    fn left_early() {
        let (tx, rx) = channel();
        (0..3).for_each(|n| tx.send(n).unwrap());
        assert!(rx.iter().take(2).eq([0, 1]));
        assert_eq!(rx.recv(), Ok(2));
        let mut rest = rx.into_iter();
        drop(tx);
        assert_eq!(rest.next(), None);
    }
}
