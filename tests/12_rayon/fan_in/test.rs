//! Does it do its job on real threads? How many results wait is for the model.
//!
//! Each check runs in a process of its own, so each has a global pool of its own size.
//@ deadline: 8s

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, mpsc};
use std::thread;

use answer::fan_in;
use harness::{Rendezvous, Rng, seed};

/// Each result arrives, once; sorted here, since their order is open.
pub fn all_results_arrive(seed: u64) -> Vec<Vec<u64>> {
    pool(3);
    let mut rng = Rng::new(seed);
    let mut arrived = Vec::new();
    for len in [0, 1, 2, 3, 40, 300] {
        for room in [0, 1, 5] {
            let items = rng.vec(len);
            let mut results = Vec::new();
            fan_in(&items, room, |item| item / 7, |result| results.push(result));
            results.sort_unstable();
            arrived.push(results);
        }
    }
    arrived
}

/// A pool of one thread is enough, and there are more results than room.
pub fn one_thread_is_enough() {
    pool(1);
    let items = Rng::new(seed()).vec(50);
    for room in 0..3 {
        let mut results = Vec::new();
        fan_in(&items, room, |item| item ^ 1, |result| results.push(result ^ 1));
        results.sort_unstable();
        let mut expected = items.clone();
        expected.sort_unstable();
        assert_eq!(results, expected, "the results, with room for {room}");
    }
}

/// The work is done in the global pool, the sink is called here, and by nobody else.
pub fn who_does_what() {
    pool(2);
    let its: Vec<_> = rayon::broadcast(|_| thread::current().id());
    let (here, calls) = (thread::current().id(), AtomicUsize::new(0));
    // Not `Send`: it stays on this thread.
    let given = Rc::new(std::cell::Cell::new(0));
    let work = |_: &u64| {
        let own = thread::current().id();
        assert!(its.contains(&own), "`work` runs on a thread that is not of the global pool");
        calls.fetch_add(1, Ordering::Relaxed);
    };
    fan_in(&[7; 100], 4, work, |()| {
        assert_eq!(thread::current().id(), here, "the thread that calls `sink`");
        given.set(given.get() + 1);
    });
    assert_eq!((calls.into_inner(), given.get()), (100, 100), "calls of `work` and of `sink`");
}

/// Two items are at work at the same time, and a third one waits until the first result is being handled.
pub fn handled_while_others_are_at_work() {
    pool(3);
    let (together, handled) = (Rendezvous::new(2), Rendezvous::new(2));
    let work = |item: &u64| {
        if *item < 2 {
            together.meet();
        } else if *item == 2 {
            // Meets the sink, which has a result by then.
            handled.meet();
        }
    };
    let mut first = true;
    fan_in(&[0, 1, 2], 1, work, |()| {
        if std::mem::take(&mut first) {
            handled.meet();
        }
    });
    assert_eq!((together.meetings(), handled.meetings()), (1, 1), "meetings");
}

/// Who is ready first is handled first: of two items one goes on only when the other one's result has been handled.
pub fn ready_first_and_handled_first() {
    pool(2);
    for slow in 0..2 {
        let (told, handled) = mpsc::channel();
        let handled = Mutex::new(handled);
        let work = |item: &usize| {
            if *item == slow {
                let other = handled.lock().unwrap().recv();
                assert_eq!(other, Ok(1 - slow), "the result that has been handled");
            }
            *item
        };
        let mut results = Vec::new();
        fan_in(&[0, 1], 1, work, |item| {
            results.push(item);
            let _ = told.send(item);
        });
        assert_eq!(results, [1 - slow, slow], "the results as they came");
    }
}

/// A panic of the work is a panic of the call.
pub fn the_work_panics() {
    pool(2);
    for room in 0..2 {
        let work = |item: &u64| assert_ne!(*item, 3, "broken on purpose");
        let call = || fan_in(&[1, 2, 3, 4, 5], room, work, |()| ());
        let died = catch_unwind(AssertUnwindSafe(call)).is_err();
        assert!(died, "`work` panicked, and `fan_in` returned as if all were well");
    }
    let mut results = Vec::new();
    fan_in(&[1, 2], 1, |item| item + 1, |result| results.push(result));
    assert_eq!(results.len(), 2, "results of the next call");
}

/// A panic of the sink is a panic of the call, and the pool does not work on for nobody.
pub fn the_sink_panics() {
    pool(2);
    for room in 0..2 {
        let calls = AtomicUsize::new(0);
        let work = |_: &u64| calls.fetch_add(1, Ordering::SeqCst);
        let call = || fan_in(&[0; 10_000], room, work, |_| panic!("broken on purpose"));
        assert!(catch_unwind(AssertUnwindSafe(call)).is_err(), "`sink` panicked");
        let calls = calls.into_inner();
        assert!(
            calls < 1_000,
            "{calls} of 10,000 items were worked on, and the first result was refused"
        );
    }
}

fn pool(threads: usize) {
    let built = rayon::ThreadPoolBuilder::new().num_threads(threads).build_global();
    built.expect("this is the first use of the global pool");
}
