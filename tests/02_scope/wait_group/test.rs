//! Does a run do its job on real threads?
//!
//! In each check the clients meet the checking thread in `connect`, after `launch` has returned: that `launch` does not
//! wait is part of all of them. What can only go wrong before a client gets to run is for the model.
//@ deadline: 8s

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use answer::launch;
use harness::{Rendezvous, Rng};

/// Every client connects once and sends one request, and `launch` does not wait for them.
pub fn every_client_has_its_turn() {
    let counters = || Arc::new([(); 3].map(|()| AtomicUsize::new(0)));
    let (connects, requests) = (counters(), counters());
    let meeting = Arc::new(Rendezvous::new(4));
    let run = {
        let (connects, requests, meeting) = (connects.clone(), requests.clone(), meeting.clone());
        launch(
            3,
            move |client| {
                connects[client].fetch_add(1, Ordering::SeqCst);
                meeting.meet();
            },
            move |client| _ = requests[client].fetch_add(1, Ordering::SeqCst),
        )
    };
    meeting.meet();
    run.wait();
    for client in 0..3 {
        assert_eq!(connects[client].load(Ordering::SeqCst), 1, "connects of client {client}");
        assert_eq!(requests[client].load(Ordering::SeqCst), 1, "requests of client {client}");
    }
}

/// `wait` returns when the last request is over, in each of 100 runs.
pub fn wait_sees_the_last_request() {
    for run in 0..100 {
        let sent = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&sent);
        launch_and_wait(3, move |_| _ = counter.fetch_add(1, Ordering::SeqCst));
        assert_eq!(sent.load(Ordering::SeqCst), 3, "requests in run {run} of 3 clients");
    }
}

/// What the clients add up is there when `wait` returns.
pub fn totals_agree(seed: u64) -> Vec<u64> {
    let mut rng = Rng::new(seed);
    let mut totals = Vec::new();
    for clients in [1, 2, 5] {
        let weights: Vec<u64> = (0..clients).map(|_| rng.below(1_000_000)).collect();
        let total = Arc::new(AtomicU64::new(0));
        let sum = Arc::clone(&total);
        launch_and_wait(clients, move |client| {
            sum.fetch_add(weights[client], Ordering::SeqCst);
        });
        totals.push(total.load(Ordering::SeqCst));
    }
    totals
}

/// A request that panics is over: the others go on, and `wait` returns.
pub fn a_panic_is_an_end_too() {
    let sent = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&sent);
    launch_and_wait(3, move |client| {
        assert_ne!(client, 1, "this request is broken on purpose");
        counter.fetch_add(1, Ordering::SeqCst);
    });
    assert_eq!(sent.load(Ordering::SeqCst), 2, "requests of the two clients that did not panic");
}

/// A run without clients is over at once.
pub fn nobody_to_wait_for() {
    launch(0, |_| panic!("there is no client"), |_| panic!("there is no client")).wait();
}

/// Launches a run, joins the clients where they connect, and waits for the end.
fn launch_and_wait(clients: usize, request: impl Fn(usize) + Send + Sync + 'static) {
    let meeting = Arc::new(Rendezvous::new(clients + 1));
    let at_the_door = Arc::clone(&meeting);
    let run = launch(clients, move |_| at_the_door.meet(), request);
    meeting.meet();
    run.wait();
}
