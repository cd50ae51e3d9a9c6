//! Are there never too many at work, also when their callers leave?

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Barrier};
use std::thread;

use answer::Pool;
use tokio::runtime::{Builder, Runtime};
use tokio::task::yield_now;

/// One thread, which does everything that does not block.
fn one_thread() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

/// A work that finds nobody else at work.
fn alone(at_work: &Arc<AtomicUsize>) -> impl FnOnce() + Send + 'static {
    let at_work = at_work.clone();
    move || {
        let others = at_work.fetch_add(1, Ordering::SeqCst);
        assert_eq!(others, 0, "others at work, with a limit of 1");
        at_work.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Two works, and a limit of one: never both.
pub fn never_too_many() {
    let pool = Pool::new(1);
    let at_work = Arc::new(AtomicUsize::new(0));
    one_thread().block_on(async {
        let (first, second) = tokio::join!(pool.run(alone(&at_work)), pool.run(alone(&at_work)));
        assert!(first.is_ok() && second.is_ok(), "a work found another one, with a limit of 1");
    });
}

/// A caller leaves, and its work goes on: it still has its place.
pub fn also_when_the_caller_leaves() {
    let pool = Pool::new(1);
    let at_work = Arc::new(AtomicUsize::new(0));
    let runtime = one_thread();
    runtime.block_on(async {
        tokio::select! {
            biased;
            first = pool.run(alone(&at_work)) => assert!(first.is_ok()),
            () = yield_now() => {}
        }
        let second = pool.run(alone(&at_work)).await;
        assert!(second.is_ok(), "the second work found the first one at work, with a limit of 1");
    });
    drop(runtime);
    drop(pool);
}

/// Two works, and a limit of two: each waits for the other one.
pub fn as_many_as_the_limit() {
    let pool = Pool::new(2);
    let together = Arc::new(Barrier::new(2));
    let work = || {
        let together = together.clone();
        move || drop(together.wait())
    };
    one_thread().block_on(async {
        let (first, second) = tokio::join!(pool.run(work()), pool.run(work()));
        assert!(first.is_ok() && second.is_ok());
    });
}

/// A runtime ends while a work of its own is at work: it still has its place, and the next one, on another runtime, waits for it.
pub fn also_when_the_runtime_ends() {
    let pool = Arc::new(Pool::new(1));
    let at_work = Arc::new(AtomicUsize::new(0));
    let (theirs, their_work) = (pool.clone(), alone(&at_work));
    let other = thread::spawn(move || {
        one_thread().block_on(async {
            tokio::select! {
                biased;
                first = theirs.run(their_work) => assert!(first.is_ok()),
                () = yield_now() => {}
            }
        });
    });
    let second = one_thread().block_on(pool.run(alone(&at_work)));
    assert!(second.is_ok(), "the second work found the first one at work, with a limit of 1");
    other.join().unwrap();
}
