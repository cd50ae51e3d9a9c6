//! Does the gate hold, and does `wait` wait, under every schedule?

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Barrier};

use answer::launch;

/// When `wait` returns, every request is over.
pub fn wait_waits_for_everyone() {
    let sent = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&sent);
    launch(2, |_| (), move |_| _ = counter.fetch_add(1, Ordering::SeqCst)).wait();
    assert_eq!(sent.load(Ordering::SeqCst), 2, "requests of 2 clients when `wait` returned");
}

/// Nobody sends a request before everyone is connected.
pub fn the_gate_holds() {
    let connected = Arc::new(AtomicUsize::new(0));
    let early = Arc::new(AtomicUsize::new(0));
    let connect = {
        let connected = Arc::clone(&connected);
        move |_| _ = connected.fetch_add(1, Ordering::SeqCst)
    };
    let request = {
        let early = Arc::clone(&early);
        move |_| {
            if connected.load(Ordering::SeqCst) < 2 {
                early.fetch_add(1, Ordering::SeqCst);
            }
        }
    };
    launch(2, connect, request).wait();
    assert_eq!(early.load(Ordering::SeqCst), 0, "requests before both clients were connected");
}

/// `launch` returns while the clients are still connecting.
pub fn launch_does_not_wait() {
    let door = Arc::new(Barrier::new(2));
    let inside = Arc::clone(&door);
    let run = launch(1, move |_| _ = inside.wait(), |_| ());
    door.wait();
    run.wait();
}

/// Behind the gate, requests can run at the same time.
pub fn requests_run_at_the_same_time() {
    let inside = Arc::new(AtomicUsize::new(0));
    let met = Arc::new(AtomicUsize::new(0));
    let request = {
        let (inside, met) = (Arc::clone(&inside), Arc::clone(&met));
        move |_| {
            if inside.fetch_add(1, Ordering::SeqCst) > 0 {
                met.fetch_add(1, Ordering::SeqCst);
            }
            inside.fetch_sub(1, Ordering::SeqCst);
        }
    };
    launch(2, |_| (), request).wait();
    let met = met.load(Ordering::SeqCst) > 0;
    model::sometimes("two requests were running at the same time", met);
}

/// A request that panics is over: `wait` returns, and not before the other one is over.
pub fn a_panic_is_an_end_too() {
    let sent = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&sent);
    let request = move |client| {
        assert_ne!(client, 0, "this request is broken on purpose");
        counter.fetch_add(1, Ordering::SeqCst);
    };
    launch(2, |_| (), request).wait();
    assert_eq!(sent.load(Ordering::SeqCst), 1, "requests of the client that did not panic");
}
