//! Does the import come to its end in any pool, in order, with its stages at work at once? Who is where when is for the model.
//@ deadline: 8s

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use answer::import;
use harness::{Rendezvous, Rng, seed};
use rayon::{ThreadPool, ThreadPoolBuilder};

/// Random records arrive in the order of their lines, in pools and batches of any size.
pub fn records_agree(seed: u64) -> Vec<Vec<u64>> {
    let mut rng = Rng::new(seed);
    let mut imports = Vec::new();
    for batch in [0, 1, 2, 7, 1_000] {
        for threads in [1, 2, 4] {
            let len = rng.below(120) as usize;
            let lines = rng.vec(len).into_iter().map(|line| line % 1_000);
            imports.push(pool(threads).install(|| imported(lines, batch)));
        }
    }
    imports
}

/// A pool of one thread is enough, wherever the caller is.
pub fn one_thread_is_enough() {
    let lines = Rng::new(seed()).range(20..60);
    let expected: Vec<u64> = (0..lines).map(|line| line * 10 + 3).collect();
    for batch in [1, 4] {
        let here = pool(1).install(|| imported(0..lines, batch));
        assert_eq!(here, expected, "called in the pool, with a batch of {batch}");
    }
    let built = ThreadPoolBuilder::new().num_threads(1).build_global();
    built.expect("this is the first use of the global pool");
    for batch in [1, 4] {
        assert_eq!(imported(0..lines, batch), expected, "called from outside of the global pool");
    }
}

/// The pool parses and prices, this thread stores, and no more is read than may be.
pub fn who_does_what() {
    for batch in [0, 1, 3, 8] {
        let here = thread::current().id();
        let (read, calls) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let stage = |record: u64| {
            let in_the_pool = rayon::current_thread_index().is_some();
            let by_the_caller = thread::current().id() == here;
            assert!(in_the_pool || by_the_caller, "a stage runs on a thread of its own");
            calls.fetch_add(1, Ordering::Relaxed);
            record
        };
        let mut stored = 0;
        let lines = (0..50).inspect(|_| {
            read.fetch_add(1, Ordering::SeqCst);
        });
        import(lines, batch, stage, stage, |_| {
            assert_eq!(thread::current().id(), here, "the thread that calls `store`");
            let most = read.load(Ordering::SeqCst) - stored;
            assert!(
                most <= batch.max(1),
                "with a batch of {batch}, {most} lines were not stored yet"
            );
            stored += 1;
        });
        assert_eq!(
            (stored, calls.into_inner()),
            (50, 100),
            "records stored, and calls of the stages"
        );
    }
}

/// The pool is the one that the caller is in.
pub fn in_the_callers_pool() {
    let stage = |record| {
        assert_eq!(rayon::current_num_threads(), 5, "threads of the pool that a stage runs in");
        record
    };
    pool(5).install(|| import(0..50, 7, stage, stage, drop));
}

/// One line is priced while the other one is still being parsed.
pub fn the_stages_meet() {
    let together = Rendezvous::new(2);
    let parse = |line| {
        if line == 2 {
            together.meet();
        }
        line
    };
    let price = |record| {
        if record == 1 {
            together.meet();
        }
        record
    };
    let mut stored = Vec::new();
    pool(2).install(|| import(1..=2, 2, parse, price, |record| stored.push(record)));
    assert_eq!((stored, together.meetings()), (vec![1, 2], 1), "records stored, and meetings");
}

/// As many lines as may be read are parsed at the same time, and priced at the same time, if there are threads enough.
pub fn a_whole_batch_is_at_work() {
    for stage in ["parse", "price"] {
        for batch in 1..=4_u64 {
            let together = Rendezvous::new(batch as usize);
            let at_work = |here, line| {
                if here == stage && line < batch {
                    together.meet();
                }
                line
            };
            let (parse, price) = (|line| at_work("parse", line), |line| at_work("price", line));
            let mut stored = Vec::new();
            pool(4).install(|| {
                import(0..9, batch as usize, parse, price, |record| stored.push(record));
            });
            // In which order they come is asked elsewhere.
            stored.sort();
            let all: Vec<_> = (0..9).collect();
            assert_eq!(stored, all, "records stored, with a batch of {batch}");
            assert_eq!(together.meetings(), 1, "meetings of a batch of {batch}, in `{stage}`");
        }
    }
}

/// Whichever of them panics, the import does, though the lines are endless.
pub fn whichever_of_them_panics() {
    let dies = |at: usize| {
        let broken = |here: usize, record: u64| {
            assert!(here != at || record != 5, "broken on purpose");
            record
        };
        let lines = (0..).map(|line| broken(0, line));
        let call = || {
            import(lines, 3, |r| broken(1, r), |r| broken(2, r), |r| drop(broken(3, r)));
        };
        catch_unwind(AssertUnwindSafe(call)).is_err()
    };
    for (at, name) in ["lines", "parse", "price", "store"].into_iter().enumerate() {
        assert!(dies(at), "`{name}` panicked, and `import` returned as if all were well");
    }
    assert_eq!(imported(0..3, 2), [3, 13, 23], "and then");
}

/// The stored records.
fn imported(lines: impl Iterator<Item = u64> + Send, batch: usize) -> Vec<u64> {
    let mut stored = Vec::new();
    let store = |record| stored.push(record);
    import(lines, batch, |line| line * 10, |record| record + 3, store);
    stored
}

fn pool(threads: usize) -> ThreadPool {
    ThreadPoolBuilder::new().num_threads(threads).build().expect("threads can be started")
}
