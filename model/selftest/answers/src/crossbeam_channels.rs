//! `crossbeam::channel` without `select!`.

use crossbeam::channel::{
    Receiver, RecvError, SendError, TryRecvError, TrySendError, bounded, never, unbounded,
};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::thread;

pub fn cb_sums_all() {
    let (tx, rx) = unbounded();
    for i in 1..=2 {
        let tx = tx.clone();
        thread::spawn(move || tx.send(i).unwrap());
    }
    drop(tx);
    let mut all: Vec<i32> = rx.iter().collect();
    model::sometimes("2 came first", all[0] == 2);
    model::sometimes("1 came first", all[0] == 1);
    all.sort();
    assert_eq!(all, [1, 2]);
    assert_eq!(rx.recv(), Err(RecvError));
    assert_eq!(rx.into_iter().next(), None);
}

/// Two receivers share the messages: each goes to one of them.
pub fn cb_each_message_once() {
    let (tx, rx) = unbounded();
    let all = Mutex::new(Vec::new());
    thread::scope(|s| {
        for name in ["one", "other"] {
            let (rx, all) = (rx.clone(), &all);
            s.spawn(move || rx.iter().for_each(|job: u32| all.lock().unwrap().push((job, name))));
        }
        drop(rx);
        (1..=2).for_each(|job| tx.send(job).unwrap());
        drop(tx);
    });
    let mut all = all.into_inner().unwrap();
    all.sort();
    outcome(all[0].1, &["one", "other"]);
    assert_eq!((all.len(), all[0].0, all[1].0), (2, 1, 2));
    model::sometimes("one did all", all.iter().all(|(_, name)| *name == "one"));
    model::sometimes("other did all", all.iter().all(|(_, name)| *name == "other"));
    model::sometimes("one, other", all[0].1 == "one" && all[1].1 == "other");
    model::sometimes("other, one", all[0].1 == "other" && all[1].1 == "one");
}

/// The workers ask whether there is a job before they take it: what one saw another may have taken.
pub fn cb_looked_before_receiving() {
    let (tx, rx) = unbounded();
    tx.send(1).unwrap();
    thread::scope(|s| {
        for _ in 0..2 {
            s.spawn(|| {
                if !rx.is_empty() {
                    rx.recv().unwrap();
                }
            });
        }
    });
}

/// The main thread keeps a sender and waits for the end of the messages.
pub fn cb_forgotten_sender() {
    let (tx, rx) = bounded(3);
    let theirs = tx.clone();
    thread::spawn(move || theirs.send(1).unwrap());
    let _sum: i32 = rx.iter().sum();
    drop(tx);
}

pub fn cb_bounded_blocks() {
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
        model::sometimes("one was ahead", ahead == 1);
        assert_eq!(rx.iter().collect::<Vec<_>>(), [0, 1, 2]);
    });
}

/// When a rendezvous `send` has returned, the message has been taken.
pub fn cb_rendezvous_hands_over() {
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
pub fn cb_rendezvous_try_send() {
    let (tx, rx) = bounded(0);
    thread::scope(|s| {
        let received = s.spawn(|| {
            let rx = rx;
            rx.recv()
        });
        let sent = tx.try_send(1);
        model::sometimes("met", sent == Ok(()));
        model::sometimes("nobody waited", sent == Err(TrySendError::Full(1)));
        drop(tx);
        assert_eq!(received.join().unwrap().ok(), sent.ok().map(|()| 1));
    });
}

pub fn cb_rendezvous_try_recv() {
    let (tx, rx) = bounded(0);
    thread::scope(|s| {
        let sent = s.spawn(move || tx.send(1));
        let received = rx.try_recv();
        model::sometimes("met", received == Ok(1));
        model::sometimes("nobody waited", received == Err(TryRecvError::Empty));
        drop(rx);
        assert_eq!(sent.join().unwrap().ok(), received.ok().map(|_| ()));
    });
}

/// Two wait for each other to receive.
pub fn cb_rendezvous_of_two_senders() {
    let ((tx1, rx1), (tx2, rx2)) = (bounded(0), bounded(0));
    thread::scope(|s| {
        s.spawn(|| {
            tx1.send(1).unwrap();
            rx2.recv().unwrap();
        });
        tx2.send(2).unwrap();
        rx1.recv().unwrap();
    });
}

pub fn cb_try_send_knows_room() {
    let (tx, rx) = bounded(1);
    assert_eq!((tx.len(), tx.is_empty(), tx.is_full(), tx.capacity()), (0, true, false, Some(1)));
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

pub fn cb_try_recv_sees_all() {
    let (tx, rx) = unbounded();
    thread::scope(|s| {
        s.spawn(move || tx.send(7).unwrap());
        let first = rx.try_recv();
        model::sometimes("nothing yet", first == Err(TryRecvError::Empty));
        model::sometimes("a message", first == Ok(7));
        if first.is_err() {
            assert_eq!(rx.try_iter().chain(rx.iter()).collect::<Vec<_>>(), [7]);
        }
        assert_eq!(rx.recv(), Err(RecvError));
        assert_eq!(rx.try_recv(), Err(TryRecvError::Disconnected));
    });
}

/// In the queue, or given back: with all receivers gone, no sender waits for ever.
pub fn cb_receivers_leave() {
    let (tx, rx) = bounded(1);
    thread::scope(|s| {
        for rx in [rx.clone(), rx] {
            s.spawn(move || drop(rx));
        }
        let first = tx.send(1);
        let second = tx.send(2);
        assert_eq!(second, Err(SendError(2)));
        model::sometimes("one fitted", first.is_ok());
        model::sometimes("it came back", first == Err(SendError(1)));
    });
}

/// Messages wait while they can still be received.
pub fn cb_messages_outlive_their_senders() {
    let (tx, rx) = bounded(2);
    let other = rx.clone();
    thread::spawn(move || {
        tx.send(1).unwrap();
        tx.send(2).unwrap();
    });
    drop(rx);
    assert_eq!(other.iter().collect::<Vec<_>>(), [1, 2]);
}

struct Dropped<'a>(&'a AtomicU32);

impl Drop for Dropped<'_> {
    fn drop(&mut self) {
        self.0.fetch_add(1, Relaxed);
    }
}

/// The last receiver of an unbounded channel drops what nobody will receive; a bounded channel
/// keeps it as long as there are senders.
pub fn cb_unread_messages_are_dropped() {
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

/// A request that nobody will answer is dropped with the queue, and its reply channel with it.
pub fn cb_unread_request_disconnects_its_reply() {
    let (requests, inbox) = unbounded::<crossbeam::channel::Sender<u32>>();
    thread::spawn(move || drop(inbox));
    let (reply, answer) = bounded(1);
    let sent = requests.send(reply);
    model::sometimes("sent in vain", sent.is_ok());
    model::sometimes("refused", sent.is_err());
    drop(sent);
    assert_eq!(answer.recv(), Err(RecvError));
}

/// As above with a bounded queue, which keeps the request: it waits for ever.
pub fn cb_unread_request_in_a_bounded_queue() {
    let (requests, inbox) = bounded::<crossbeam::channel::Sender<u32>>(1);
    thread::spawn(move || drop(inbox));
    let (reply, answer) = bounded(1);
    drop(requests.send(reply));
    assert_eq!(answer.recv(), Err(RecvError));
}

/// What happened before a non-last sender left happened before the end of the channel is seen.
pub fn cb_published_by_leaving() {
    let (tx, rx) = unbounded::<()>();
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

/// A loop that looks again and again ends.
pub fn cb_polled() {
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

pub fn cb_polled_in_vain() {
    let (_tx, rx) = unbounded::<u32>();
    while rx.try_recv().is_err() {}
}

pub fn cb_channel_api() {
    let (tx, rx) = unbounded::<u32>();
    let (other_tx, other_rx) = bounded::<u32>(1);
    assert!(tx.same_channel(&tx.clone()) && rx.same_channel(&rx.clone()));
    assert!(!tx.same_channel(&other_tx) && !rx.same_channel(&other_rx));
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

/// A panicking receiver leaves, too.
pub fn cb_panic_disconnects() {
    let (tx, rx) = bounded::<u32>(0);
    let panicked = thread::spawn(move || {
        let _rx = rx;
        panic!("on the way");
    });
    assert_eq!(tx.send(1), Err(SendError(1)));
    assert!(panicked.join().is_err());
}

fn outcome(came: &str, all: &[&'static str]) {
    assert!(all.contains(&came), "{came} is none of {all:?}");
    for one in all {
        model::sometimes(one, *one == came);
    }
}
