//! `select!`, `select_biased!` and `Select`.

use crossbeam::channel::{Receiver, Select, bounded, unbounded};
use crossbeam::select;
use std::thread;

/// A channel with these messages in it, and nobody to send more.
fn filled<T>(messages: impl IntoIterator<Item = T>) -> Receiver<T> {
    let (tx, rx) = unbounded();
    messages.into_iter().for_each(|message| tx.send(message).unwrap());
    rx
}

/// `select!` promises no order: shutting down may have to wait for data.
pub fn cb_select_is_not_biased() {
    let (stop, jobs) = (filled([()]), filled([1]));
    select! {
        recv(stop) -> _ => {}
        recv(jobs) -> _ => panic!("worked after the stop"),
    }
}

/// As above, but the first source that ends ends everything.
pub fn cb_merge_stops_at_the_first_end() {
    let ((tx1, rx1), (tx2, rx2)) = (bounded(1), bounded(1));
    thread::scope(|s| {
        s.spawn(move || tx1.send(1).unwrap());
        s.spawn(move || tx2.send(2).unwrap());
        let mut all = Vec::new();
        loop {
            let message = select! { recv(rx1) -> m => m, recv(rx2) -> m => m };
            let Ok(message) = message else { break };
            all.push(message);
        }
        assert_eq!(all.len(), 2);
    });
}

/// Nobody sends, and nobody leaves.
pub fn cb_select_waits_for_ever() {
    let ((_tx1, rx1), (_tx2, rx2)) = (bounded::<()>(1), unbounded::<()>());
    select! {
        recv(rx1) -> _ => {}
        recv(rx2) -> _ => {}
    }
}

/// The same thread cannot be both sides of a rendezvous.
pub fn cb_select_does_not_meet_itself() {
    let (tx, rx) = bounded(0);
    select! {
        send(tx, 1) -> _ => {}
        recv(rx) -> _ => {}
    }
}

pub fn cb_default_for_ever() {
    let (_tx, rx) = bounded::<()>(0);
    loop {
        select! {
            recv(rx) -> _ => break,
            default => {}
        }
    }
}

pub fn cb_completed_with_another() {
    let (a, b) = (filled([1]), filled([2]));
    let mut select = Select::new();
    select.recv(&a);
    let selected = select.select();
    _ = selected.recv(&b);
}

/// A worker that takes jobs until it is told to stop, and main that waits for its result.
pub fn cb_jobs_and_done() {
    let (jobs_tx, jobs) = bounded(2);
    let (done_tx, done) = bounded::<()>(0);
    let worker = thread::spawn(move || {
        let mut taken = 0;
        loop {
            select! {
                recv(jobs) -> job => match job {
                    Ok(job) => taken += job,
                    Err(_) => return taken,
                },
                recv(done) -> _ => return taken,
            }
        }
    });
    (1..=3).for_each(|job| _ = jobs_tx.send(job));
    drop(done_tx);
    let taken = worker.join().unwrap();
    assert!([1, 3, 6].contains(&taken) || taken == 0);
}
