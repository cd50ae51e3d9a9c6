//! `crossbeam::channel` without `select!`.

use crossbeam::channel::{RecvError, Sender, bounded, unbounded};
use std::thread;

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

/// Nobody will read the request, but a bounded queue keeps it as long as it has a sender, and the reply channel with it.
pub fn cb_unread_request_in_a_bounded_queue() {
    let (requests, inbox) = bounded::<Sender<u32>>(1);
    thread::spawn(move || drop(inbox));
    let (reply, answer) = bounded(1);
    drop(requests.send(reply));
    assert_eq!(answer.recv(), Err(RecvError));
}

pub fn cb_polled_in_vain() {
    let (_tx, rx) = unbounded::<u32>();
    while rx.try_recv().is_err() {}
}

/// Two workers, three jobs, and a channel for what comes of them.
pub fn cb_pool() {
    let (jobs, queue) = unbounded();
    let (results, done) = unbounded();
    thread::scope(|s| {
        for _ in 0..2 {
            let (queue, results) = (queue.clone(), results.clone());
            s.spawn(move || queue.iter().for_each(|job: u32| results.send(job * job).unwrap()));
        }
        drop((queue, results));
        (1..=3).for_each(|job| jobs.send(job).unwrap());
        drop(jobs);
        assert_eq!(done.iter().sum::<u32>(), 14);
    });
}

/// One message handed over, and an answer.
pub fn cb_rendezvous_pair() {
    let ((ping, pong), (back, forth)) = (bounded(0), bounded(0));
    thread::scope(|s| {
        s.spawn(move || back.send(pong.recv().unwrap() + 1).unwrap());
        ping.send(1).unwrap();
        assert_eq!(forth.recv(), Ok(2));
    });
}
