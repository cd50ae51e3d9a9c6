//! `unbounded`.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::thread;

use crossbeam::channel::{RecvError, Sender, bounded, unbounded};

use super::outcome;
use crate::sometimes;

cases! {
    sums_all each_message_once unread_request_disconnects_its_reply published_by_leaving
}

fn sums_all() {
    let (tx, rx) = unbounded();
    for i in 1..=2 {
        let tx = tx.clone();
        thread::spawn(move || tx.send(i).unwrap());
    }
    drop(tx);
    let mut all: Vec<i32> = rx.iter().collect();
    sometimes("2 came first", all[0] == 2);
    sometimes("1 came first", all[0] == 1);
    all.sort();
    assert_eq!(all, [1, 2]);
    assert_eq!(rx.recv(), Err(RecvError));
    assert_eq!(rx.into_iter().next(), None);
}

/// Two receivers share the messages: each goes to one of them.
fn each_message_once() {
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
    sometimes("one did all", all.iter().all(|(_, name)| *name == "one"));
    sometimes("other did all", all.iter().all(|(_, name)| *name == "other"));
    sometimes("one, other", all[0].1 == "one" && all[1].1 == "other");
    sometimes("other, one", all[0].1 == "other" && all[1].1 == "one");
}

/// A request that nobody will answer is dropped with the queue, and its reply channel with it.
fn unread_request_disconnects_its_reply() {
    let (requests, inbox) = unbounded::<Sender<u32>>();
    thread::spawn(move || drop(inbox));
    let (reply, answer) = bounded(1);
    let sent = requests.send(reply);
    sometimes("sent in vain", sent.is_ok());
    sometimes("refused", sent.is_err());
    drop(sent);
    assert_eq!(answer.recv(), Err(RecvError));
}

/// What happened before a non-last sender left happened before the end of the channel is seen.
fn published_by_leaving() {
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
