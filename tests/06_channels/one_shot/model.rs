//! Does everyone get to know what they need, whoever is first?

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use answer::one_shot;

/// The answer arrives, whether the handler waits for it already or not yet.
pub fn an_answer_arrives() {
    let (promise, pending) = one_shot();
    let noted = Arc::new(AtomicUsize::new(0));
    let notes = Arc::clone(&noted);
    let worker = thread::spawn(move || {
        // Relaxed on purpose: that the handler sees it must follow from the answer.
        notes.store(1, Ordering::Relaxed);
        promise.keep(7)
    });
    assert_eq!(pending.wait(), Some(7), "the promise is kept");
    assert_eq!(noted.load(Ordering::Relaxed), 1, "what the worker did before it answered");
    assert_eq!(worker.join().ok(), Some(Ok(())), "what `keep` returned");
}

/// A broken promise is noticed, whether the handler waits already or not yet.
pub fn a_broken_promise_is_noticed() {
    let (promise, pending) = one_shot::<u64>();
    let worker = thread::spawn(move || drop(promise));
    assert_eq!(pending.wait(), None, "the promise is dropped");
    worker.join().expect("dropping does not panic");
}

/// A worker that panics with the promise in its hands breaks it.
pub fn a_panic_breaks_the_promise() {
    let (promise, pending) = one_shot::<u64>();
    let worker = thread::spawn(move || {
        let _promise = promise;
        panic!("this worker is broken on purpose");
    });
    assert_eq!(pending.wait(), None, "the worker panics");
    assert!(worker.join().is_err(), "the panic stays the worker's");
}

/// The handler leaves while the worker is answering: nobody waits for ever, and the value is dropped once.
pub fn the_handler_leaves_meanwhile() {
    let drops = Arc::new(AtomicUsize::new(0));
    let (promise, pending) = one_shot();
    let value = Counted(Arc::clone(&drops));
    let worker = thread::spawn(move || promise.keep(value).is_ok());
    drop(pending);
    worker.join().expect("a handler that leaves is no reason to panic");
    assert_eq!(drops.load(Ordering::SeqCst), 1, "drops of the value");
}

/// Counts how often it is dropped.
struct Counted(Arc<AtomicUsize>);

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}
