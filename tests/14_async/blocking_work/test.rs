//! Is the work done, and is the runtime free meanwhile? That never too many are at work is for the model.
//@ deadline: 8s

use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::thread;

use answer::{Panicked, Pool};
use harness::{Rendezvous, Rng};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::oneshot;
use tokio::task::yield_now;

/// One thread, which does everything that does not block.
fn one_thread() -> Runtime {
    Builder::new_current_thread().enable_all().build().expect("a runtime")
}

/// Polls a future some times; whether it has ended.
async fn give_a_chance<F: Future>(mut future: Pin<&mut F>) -> Option<F::Output> {
    for _ in 0..64 {
        tokio::select! {
            biased;
            output = &mut future => return Some(output),
            () = yield_now() => {}
        }
    }
    None
}

/// Works one after the other, some of which panic: their results come back, and nothing is used up.
pub fn results_come_back(seed: u64) -> Vec<Option<u64>> {
    let mut rng = Rng::new(seed);
    let pool = Pool::new(rng.below(4) as usize);
    one_thread().block_on(async {
        let mut results = Vec::new();
        for _ in 0..30 {
            let n = rng.next_u64();
            let done = pool.run(move || {
                assert!(n % 5 != 0, "this work is broken on purpose");
                n.wrapping_mul(3)
            });
            results.push(match done.await {
                Ok(n) => Some(n),
                Err(Panicked) => None,
            });
        }
        results
    })
}

/// A work waits for something that only the runtime's one thread can do.
pub fn the_runtime_goes_on() {
    let pool = Pool::new(1);
    let (tell, told) = mpsc::channel();
    let (begin, begun) = oneshot::channel();
    let (worked, ()) = one_thread().block_on(async {
        let work = pool.run(move || {
            begin.send(()).expect("somebody waits for it");
            told.recv().expect("somebody tells")
        });
        let others = async {
            begun.await.expect("the work begins");
            yield_now().await;
            tell.send(7).expect("the work waits");
        };
        tokio::join!(work, others)
    });
    assert_eq!(worked, Ok(7));
}

/// As many as the limit says really are at work at once: each waits for the others.
pub fn as_many_as_the_limit() {
    let pool = Pool::new(3);
    let together = Arc::new(Rendezvous::new(3));
    let work = || {
        let together = together.clone();
        move || together.meet()
    };
    let done = one_thread()
        .block_on(async { tokio::join!(pool.run(work()), pool.run(work()), pool.run(work())) });
    assert_eq!(done, (Ok(()), Ok(()), Ok(())));
}

/// Whoever leaves while waiting for a place takes the work along.
pub fn who_leaves_early_takes_the_work_along() {
    let pool = Pool::new(1);
    let begun = Arc::new(AtomicBool::new(false));
    let theirs = begun.clone();
    let runtime = one_thread();
    runtime.block_on(async {
        let (release, released) = mpsc::channel::<()>();
        let mut first = pin!(pool.run(move || released.recv().is_ok()));
        assert_eq!(give_a_chance(first.as_mut()).await, None, "the first work waits");
        {
            let second = pin!(pool.run(move || theirs.store(true, Ordering::SeqCst)));
            assert_eq!(give_a_chance(second).await, None, "the only place is taken");
        }
        release.send(()).expect("the first work waits");
        assert_eq!(first.await, Ok(true));
        assert_eq!(pool.run(|| 7).await, Ok(7), "the next work");
    });
    // Waits for what blocks.
    drop(runtime);
    drop(pool);
    assert!(
        !begun.load(Ordering::SeqCst),
        "the work was begun, and its caller had left long before"
    );
}

/// A work whose caller has left goes on, and gives its place back in the end.
pub fn who_leaves_late_leaves_the_work() {
    let pool = Pool::new(1);
    one_thread().block_on(async {
        let (release, released) = mpsc::channel::<()>();
        let (begin, begun) = oneshot::channel();
        let (end, ended) = oneshot::channel();
        {
            let mut first = pin!(pool.run(move || {
                begin.send(()).expect("somebody waits for it");
                let released = released.recv().is_ok();
                end.send(released).expect("somebody waits for it");
            }));
            tokio::select! {
                _ = &mut first => panic!("the first work waits"),
                begun = begun => begun.expect("the work begins"),
            }
        }
        release.send(()).expect("the first work waits");
        assert_eq!(ended.await, Ok(true), "the work, to its end");
        assert_eq!(pool.run(|| 7).await, Ok(7), "the next work");
    });
}

/// A limit of 0 counts as 1.
pub fn no_place_is_one_place() {
    let pool = Pool::new(0);
    assert_eq!(one_thread().block_on(pool.run(|| 7)), Ok(7));
}

/// Threads share a pool, each with a runtime of its own.
pub fn threads_share_it() {
    let pool = Pool::new(2);
    thread::scope(|scope| {
        for n in 0..3 {
            let pool = &pool;
            scope.spawn(move || {
                for _ in 0..20 {
                    assert_eq!(one_thread().block_on(pool.run(move || n)), Ok(n));
                }
            });
        }
    });
}
