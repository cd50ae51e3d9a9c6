//! Do the functions do their job on real threads, and do items meet? Who finishes before whom is for the model.
//@ deadline: 8s

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};

use answer::{map_all, try_map_all, update_all};
use harness::{Rendezvous, Rng, seed};
use rayon::{ThreadPool, ThreadPoolBuilder};

/// Results have the places of their items, whatever there is and however many.
pub fn results_have_their_places(seed: u64) -> Vec<Vec<u64>> {
    let mut rng = Rng::new(seed);
    let mut results = Vec::new();
    for len in [0, 1, 2, 3, 17, 1_000] {
        let items = rng.vec(len);
        results.push(pool(4).install(|| map_all(&items, |item| item ^ 5)));
        let tried = pool(4).install(|| try_map_all(&items, |item| Ok::<_, ()>(item / 3)));
        results.push(tried.unwrap_or_default());
        let mut changed = items;
        pool(3).install(|| update_all(&mut changed, |item| *item = item.rotate_left(7)));
        results.push(changed);
    }
    results
}

/// Each item is worked on once, and by nobody but the pool.
pub fn once_each_and_in_the_pool() {
    let len = Rng::new(seed()).range(50..300) as usize;
    for threads in [1, 5] {
        let mut calls: Vec<AtomicUsize> = (0..len).map(|_| AtomicUsize::new(0)).collect();
        let call = |calls: &AtomicUsize| {
            assert!(rayon::current_thread_index().is_some(), "`work` runs on a thread of no pool");
            assert_eq!(
                rayon::current_num_threads(),
                threads,
                "threads of the pool that it runs in"
            );
            calls.fetch_add(1, Ordering::Relaxed);
        };
        pool(threads).install(|| {
            map_all(&calls, call);
            assert!(try_map_all(&calls, |item| Ok::<_, ()>(call(item))).is_ok());
            update_all(&mut calls, |item| call(item));
        });
        let calls: Vec<_> = calls.into_iter().map(AtomicUsize::into_inner).collect();
        assert_eq!(calls, vec![3; len], "calls for each item by three functions");
    }
}

/// Two items are at work at the same time.
pub fn two_items_at_the_same_time() {
    let together = Rendezvous::new(2);
    pool(2).install(|| {
        map_all(&[1, 2], |_| together.meet());
        let tried = try_map_all(&[1, 2], |_| {
            together.meet();
            Ok::<_, ()>(())
        });
        assert!(tried.is_ok());
        update_all(&mut [1, 2], |_| together.meet());
    });
    assert_eq!(together.meetings(), 3, "meetings of two items, in three functions");
}

/// As many items are at work at the same time as the pool has threads.
pub fn all_threads_have_something_to_do() {
    let together = Rendezvous::new(4);
    pool(4).install(|| {
        map_all(&[1, 2, 3, 4], |_| together.meet());
        let tried = try_map_all(&[1, 2, 3, 4], |_| {
            together.meet();
            Ok::<_, ()>(())
        });
        assert!(tried.is_ok());
        update_all(&mut [1, 2, 3, 4], |_| together.meet());
    });
    assert_eq!(together.meetings(), 3, "meetings of four items, in three functions");
}

/// An error is one of those that were returned, and it stands for all.
pub fn an_error_is_reported() {
    let items: Vec<u64> = (0..200).collect();
    for broken in [1, 7, 201] {
        let work = |item: &u64| if (item + 1) % broken == 0 { Err(*item) } else { Ok(*item) };
        let tried = pool(4).install(|| try_map_all(&items, work));
        match tried {
            Ok(results) => {
                assert!(broken == 201 && results == items, "{} are broken", 200 / broken)
            }
            Err(item) => assert_eq!((item + 1) % broken, 0, "the error of item {item}"),
        }
        assert_eq!(try_map_all(&[], work), Ok(vec![]), "no items, no error");
    }
}

/// Whichever item is broken, none is worked on a second time, not even to learn what was wrong with it.
pub fn at_most_once_each_when_one_fails() {
    for broken in [0, 100, 199] {
        let calls: Vec<AtomicUsize> = (0..200).map(|_| AtomicUsize::new(0)).collect();
        let items: Vec<usize> = (0..200).collect();
        let work = |item: &usize| {
            calls[*item].fetch_add(1, Ordering::Relaxed);
            if *item == broken { Err(*item) } else { Ok(*item) }
        };
        let tried = pool(4).install(|| try_map_all(&items, work));
        assert_eq!(tried, Err(broken), "the only error");
        let most = calls.into_iter().map(AtomicUsize::into_inner).max();
        assert_eq!(most, Some(1), "calls for one item, at most, when item {broken} is broken");
    }
}

/// A panic of the work is a panic of the call, and the pool goes on working.
pub fn a_panic_goes_on_to_the_caller() {
    let pool = pool(2);
    let work = |item: &u64| assert_ne!(*item, 3, "the picture is broken, on purpose");
    let mut items = [1, 2, 3, 4, 5];
    let died = |call: &mut (dyn FnMut() + Send)| {
        catch_unwind(AssertUnwindSafe(|| pool.install(call))).is_err()
    };
    assert!(died(&mut || drop(map_all(&items, work))), "`map_all` returned as if all were well");
    let mut tried = || drop(try_map_all(&items, |item| Ok::<_, ()>(work(item))));
    assert!(died(&mut tried), "`try_map_all` returned as if all were well");
    assert!(died(&mut || update_all(&mut items, |item| work(item))), "`update_all` returned");
    assert_eq!(pool.install(|| map_all(&[1, 2], |item| item + 1)), [2, 3], "and then");
}

fn pool(threads: usize) -> ThreadPool {
    ThreadPoolBuilder::new().num_threads(threads).build().expect("threads can be started")
}
