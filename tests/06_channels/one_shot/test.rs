//! Does an answer arrive, and do both ends learn when the other has left?
//@ deadline: 8s

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use answer::one_shot;
use harness::Rng;

/// A worker's answer arrives.
pub fn an_answer_arrives() {
    let (promise, pending) = one_shot();
    let worker = thread::spawn(move || promise.keep("profile".to_string()));
    assert_eq!(pending.wait().as_deref(), Some("profile"));
    assert_eq!(worker.join().ok(), Some(Ok(())), "what `keep` returned to the worker");
}

/// Keeping a promise does not wait for the one who asked.
pub fn keeping_does_not_wait() {
    let (promise, pending) = one_shot();
    // On one thread: there is nobody who could be waiting meanwhile.
    assert_eq!(promise.keep(7), Ok(()), "what `keep` returned");
    assert_eq!(pending.wait(), Some(7));
}

/// A handler that has left gets no answer: `keep` gives the value back.
pub fn the_handler_left() {
    let (promise, pending) = one_shot();
    drop(pending);
    assert_eq!(promise.keep("profile".to_string()), Err("profile".to_string()));
}

/// A worker that has left without an answer: `wait` says so, before and after it looked.
pub fn the_worker_left() {
    let (promise, pending) = one_shot::<u64>();
    drop(promise);
    assert_eq!(pending.wait(), None, "the promise was dropped before");
    let (promise, pending) = one_shot::<u64>();
    let handler = thread::spawn(move || pending.wait());
    thread::yield_now();
    drop(promise);
    assert_eq!(handler.join().ok(), Some(None), "the promise was dropped about now");
}

/// A worker that panics breaks its promise, and the handler does not wait for ever.
pub fn the_worker_panicked() {
    let (promise, pending) = one_shot::<u64>();
    let worker = thread::spawn(move || {
        let _promise = promise;
        panic!("this worker is broken on purpose");
    });
    assert_eq!(pending.wait(), None);
    assert!(worker.join().is_err(), "the panic stays the worker's");
}

/// A value that nobody fetches is dropped, once, and not kept for ever.
pub fn an_unfetched_value_is_dropped() {
    let drops = Arc::new(AtomicUsize::new(0));
    let (promise, pending) = one_shot();
    assert!(promise.keep(Counted(Arc::clone(&drops))).is_ok(), "the handler is still there");
    drop(pending);
    assert_eq!(drops.load(Ordering::SeqCst), 1, "drops of a value that was kept and not fetched");
}

/// Many promises, kept by their workers in any order, arrive at those who asked.
pub fn everyone_gets_their_own_answer(seed: u64) -> Vec<Option<u64>> {
    let mut rng = Rng::new(seed);
    let mut workers = Vec::new();
    let mut asked = Vec::new();
    for number in 0..20 {
        let (promise, pending) = one_shot();
        let value = rng.below(1_000);
        let broken = is_broken(&mut rng, number);
        asked.push(pending);
        let work = move || {
            if !broken {
                promise.keep(value).expect("everyone is waiting");
            }
        };
        // Each worker has a random place in the line.
        workers.insert(rng.below(workers.len() as u64 + 1) as usize, work);
    }
    let workers: Vec<_> = workers.into_iter().map(thread::spawn).collect();
    let answers = asked.into_iter().map(|pending| pending.wait()).collect();
    for worker in workers {
        worker.join().expect("no worker panics");
    }
    answers
}

/// One promise in four, and certainly one, but not all.
fn is_broken(rng: &mut Rng, number: u64) -> bool {
    let drawn = rng.below(4) == 0;
    number == 7 || (number != 8 && drawn)
}

/// Counts how often it is dropped. Neither `Clone` nor `Debug`.
struct Counted(Arc<AtomicUsize>);

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}
