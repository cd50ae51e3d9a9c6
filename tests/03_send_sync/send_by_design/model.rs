//! Does each thread know what it works for under every schedule, and is the count exact?

use answer::{Trace, current};

/// Two traces at work at the same time are not mixed up, and the thread that spawned them is in its own.
pub fn each_thread_works_for_its_own_trace() {
    let main = Trace::new(1);
    let _entered = main.enter();
    let (one, other) = (Trace::new(2), Trace::new(3));
    let workers = (one.spawn(current), other.spawn(current));
    assert_eq!(current(), Some(1), "what the spawning thread works for");
    let seen = (workers.0.join(), workers.1.join());
    assert_eq!(seen.0.expect("it does not panic"), Some(2), "what the first work ran in");
    assert_eq!(seen.1.expect("it does not panic"), Some(3), "what the second work ran in");
    assert_eq!(current(), Some(1), "what the spawning thread works for");
}

/// No guard is lost from the count, and none is counted after it is gone.
pub fn the_count_is_exact() {
    let trace = Trace::new(7);
    let entered = trace.enter();
    let workers = (trace.spawn(|| ()), trace.spawn(|| ()));
    workers.0.join().expect("it does not panic");
    workers.1.join().expect("it does not panic");
    assert_eq!(trace.open(), 1, "guards, when only this thread is in the trace");
    drop(entered);
    assert_eq!(trace.open(), 0, "guards, when nobody is");
}

/// A thread can be joined when its guard is gone, also when its work has panicked.
pub fn a_joined_thread_has_left_the_trace() {
    let trace = Trace::new(7);
    let worker = trace.spawn(|| panic!("the database is down on purpose"));
    assert!(worker.join().is_err(), "a panic of the work is for whoever joins");
    assert_eq!(trace.open(), 0, "guards, when the thread has been joined");
}

/// `spawn` returns while the work is under way.
pub fn spawn_does_not_wait() {
    let worker = Trace::new(7).spawn(|| ());
    model::sometimes("the work was under way when `spawn` returned", model::alive() >= 1);
    worker.join().expect("it does not panic");
}
