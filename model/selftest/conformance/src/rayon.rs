//! rayon.

use crate::Case;

pub fn cases() -> Vec<Case> {
    [
        thread_pool::CASES,
        scope::CASES,
        thread_pool_builder::CASES,
        parallel_iterator::CASES,
        indexed_parallel_iterator::CASES,
        sources::CASES,
        parallel_bridge::CASES,
        parallel_drain_range::CASES,
        parallel_drain_full::CASES,
        collect::CASES,
        parallel_slice::CASES,
        parallel_slice_mut::CASES,
        parallel_string::CASES,
    ]
    .concat()
}

/// The pool, and the functions that use the current one.
mod thread_pool {
    use std::fmt::Debug;
    use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
    use std::sync::{Mutex, mpsc};

    use rayon::{ThreadPool, ThreadPoolBuilder};

    is! {
        ThreadPool: Send, Sync, Debug;
    }

    cases! { both_halves both_panic the_other_half_is_done_first inside a_pool_of_one spawned in_order scopes }

    fn pool(threads: usize) -> ThreadPool {
        ThreadPoolBuilder::new().num_threads(threads).build().unwrap()
    }

    fn both_halves() {
        assert_eq!(rayon::join(|| 1, || "two"), (1, "two"));
        assert_eq!(pool(1).join(|| 1, || 2), (1, 2));
        assert_eq!(rayon::current_thread_index(), None);
        assert!(rayon::current_num_threads() > 0);
    }

    fn both_panic() {
        let said = crate::panics(|| rayon::join(|| panic!("first"), || panic!("second")));
        assert_eq!(said, "first");
        assert_eq!(crate::panics(|| rayon::join(|| (), || panic!("second"))), "second");
    }

    fn the_other_half_is_done_first() {
        let done = AtomicU32::new(0);
        crate::panics(|| rayon::join(|| panic!("on the way"), || done.store(1, Relaxed)));
        assert_eq!(done.load(Relaxed), 1);
    }

    fn inside() {
        let pool = pool(2);
        assert_eq!(pool.current_num_threads(), 2);
        assert_eq!(pool.current_thread_index(), None);
        let (threads, index, same) = pool.install(|| {
            let index = rayon::current_thread_index();
            (rayon::current_num_threads(), index, index == pool.current_thread_index())
        });
        assert_eq!(threads, 2);
        assert!(index < Some(2) && index.is_some() && same);
        assert_eq!(crate::panics(|| pool.install(|| panic!("inside"))), "inside");
    }

    fn a_pool_of_one() {
        let order = Mutex::new(Vec::new());
        pool(1).join(|| order.lock().unwrap().push(1), || order.lock().unwrap().push(2));
        assert_eq!(order.into_inner().unwrap(), [1, 2]);
    }

    fn spawned() {
        let (tx, rx) = mpsc::channel();
        let other = tx.clone();
        rayon::spawn(move || other.send(1).unwrap());
        assert_eq!(rx.recv(), Ok(1));
        pool(1).spawn(move || tx.send(2).unwrap());
        assert_eq!(rx.recv(), Ok(2));
        assert!(rx.recv().is_err());
    }

    fn in_order() {
        let (tx, rx) = mpsc::channel();
        let pool = pool(1);
        pool.spawn_fifo(move || {
            for n in 0..3 {
                let tx = tx.clone();
                rayon::spawn_fifo(move || tx.send(n).unwrap());
            }
        });
        assert_eq!(rx.iter().collect::<Vec<_>>(), [0, 1, 2]);
    }

    fn scopes() {
        let pool = pool(1);
        let order = Mutex::new(Vec::new());
        let push = |n| order.lock().unwrap().push(n);
        let four = pool.scope(|s| {
            s.spawn(|_| push(1));
            s.spawn(|_| push(2));
            push(0);
            4
        });
        assert_eq!(four, 4);
        pool.scope_fifo(|s| {
            s.spawn_fifo(|_| push(3));
            s.spawn_fifo(|_| push(4));
        });
        pool.in_place_scope(|s| s.spawn(|_| push(5)));
        pool.in_place_scope_fifo(|s| s.spawn_fifo(|_| push(6)));
        assert_eq!(order.into_inner().unwrap(), [0, 2, 1, 3, 4, 5, 6]);
    }
}

mod scope {
    use std::fmt::Debug;

    use rayon::{Scope, ScopeFifo};

    is! {
        Scope<'static>: Send, Sync, Debug;
        ScopeFifo<'static>: Send, Sync, Debug;
    }

    cases! { waits_for_what_it_started a_job_may_start_others panics_when_all_is_done }

    fn waits_for_what_it_started() {
        let (mut a, mut b) = (0, 0);
        let five = rayon::scope(|s| {
            s.spawn(|_| a = 1);
            5
        });
        rayon::scope_fifo(|s| s.spawn_fifo(|_| b = 2));
        assert_eq!((a, b, five), (1, 2, 5));
        rayon::in_place_scope(|s| s.spawn(|_| a = 3));
        rayon::in_place_scope_fifo(|s| s.spawn_fifo(|_| b = 4));
        assert_eq!((a, b), (3, 4));
    }

    fn a_job_may_start_others() {
        let mut a = 0;
        rayon::scope(|s| s.spawn(|s| s.spawn(|_| a = 1)));
        assert_eq!(a, 1);
    }

    fn panics_when_all_is_done() {
        let mut a = 0;
        let said = crate::panics(|| {
            rayon::scope(|s| {
                s.spawn(|_| a = 1);
                panic!("in the scope")
            })
        });
        assert_eq!((a, &*said), (1, "in the scope"));
        assert_eq!(crate::panics(|| rayon::scope(|s| s.spawn(|_| panic!("a job")))), "a job");
    }
}

mod thread_pool_builder {
    use std::error::Error;
    use std::fmt::Debug;
    use std::thread;

    use rayon::{ThreadPoolBuildError, ThreadPoolBuilder};

    is! {
        ThreadPoolBuilder: Debug, Default;
        ThreadPoolBuildError: Debug, Error, Send, Sync;
    }

    cases! { names_its_threads as_many_as_there_are there_is_one_global_pool }

    fn names_its_threads() {
        let pool = ThreadPoolBuilder::new()
            .num_threads(1)
            .thread_name(|n| format!("worker {n}"))
            .stack_size(1 << 20)
            .build()
            .unwrap();
        let name = pool.install(|| thread::current().name().map(str::to_owned));
        assert_eq!(name.as_deref(), Some("worker 0"));
    }

    fn as_many_as_there_are() {
        let pool = ThreadPoolBuilder::default().build().unwrap();
        assert!(pool.current_num_threads() > 0);
    }

    fn there_is_one_global_pool() {
        // Natively, other cases may have been before.
        let _ = ThreadPoolBuilder::new().build_global();
        let error = ThreadPoolBuilder::new().build_global().unwrap_err();
        assert_eq!(error.to_string(), "The global thread pool has already been initialized.");
    }
}

mod parallel_iterator {
    use std::collections::BTreeSet;
    use std::sync::Mutex;
    use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

    use rayon::prelude::*;

    cases! { for_each try_for_each maps filters flattens reduces folds sums extremes chains finds parts
    with_something_of_its_own panics nothing_at_all }

    fn for_each() {
        let sum = AtomicU32::new(0);
        let add = |n: u32| {
            sum.fetch_add(n, Relaxed);
        };
        (1..3).into_par_iter().for_each(add);
        (1..3).into_par_iter().for_each_with(10, |ten, n| add(*ten * n));
        (1..3).into_par_iter().for_each_init(|| 100, |hundred, n| add(*hundred * n));
        assert_eq!(sum.load(Relaxed), 333);
    }

    fn try_for_each() {
        let even = |n: u32| if n % 2 == 0 { Ok(()) } else { Err(n) };
        assert_eq!([2, 4].into_par_iter().try_for_each(even), Ok(()));
        assert_eq!([2, 3].into_par_iter().try_for_each(even), Err(3));
        assert_eq!([2, 3].into_par_iter().try_for_each(|n| even(n).ok()), None);
        assert_eq!([2, 3].into_par_iter().try_for_each_with((), |(), n| even(n)), Err(3));
    }

    fn maps() {
        let all: Vec<_> = [1, 2, 3].par_iter().map(|n| n * 2).collect();
        assert_eq!(all, [2, 4, 6]);
        let all: Vec<_> = [1, 2].par_iter().map_with(10, |ten, n| *ten + n).collect();
        assert_eq!(all, [11, 12]);
        let all: Vec<_> = [1, 2].par_iter().map_init(|| 10, |ten, n| *ten + n).collect();
        assert_eq!(all, [11, 12]);
        assert_eq!([1, 2].par_iter().cloned().collect::<Vec<i32>>(), [1, 2]);
        assert_eq!([1, 2].par_iter().copied().collect::<Vec<i32>>(), [1, 2]);
        let all: Vec<_> = vec![1, 2].into_par_iter().update(|n| *n += 1).collect();
        assert_eq!(all, [2, 3]);
        let seen = AtomicU32::new(0);
        let count = [1, 2].par_iter().inspect(|n| _ = seen.fetch_add(**n, Relaxed)).count();
        assert_eq!((count, seen.load(Relaxed)), (2, 3));
    }

    fn filters() {
        let all: Vec<_> = (0..5).into_par_iter().filter(|n| n % 2 == 0).collect();
        assert_eq!(all, [0, 2, 4]);
        let all: Vec<i32> =
            ["1", "x", "3"].par_iter().filter_map(|text| text.parse().ok()).collect();
        assert_eq!(all, [1, 3]);
    }

    fn flattens() {
        let all: Vec<_> = [1, 2].into_par_iter().flat_map(|n| vec![n; n]).collect();
        assert_eq!(all, [1, 2, 2]);
        let all: Vec<_> = [1, 2].into_par_iter().flat_map_iter(|n| 0..n).collect();
        assert_eq!(all, [0, 0, 1]);
        let rows = || vec![vec![1], vec![2, 3]].into_par_iter();
        assert_eq!(rows().flatten().collect::<Vec<_>>(), [1, 2, 3]);
        assert_eq!(rows().flatten_iter().collect::<Vec<_>>(), [1, 2, 3]);
    }

    fn reduces() {
        let words = ["a", "b", "c"];
        let all = words.par_iter().map(|w| w.to_string()).reduce(String::new, |a, b| a + &b);
        assert_eq!(all, "abc");
        assert_eq!([1, 2, 3].into_par_iter().reduce_with(|a, b| a + b), Some(6));
        let add = |a: u8, b: u8| a.checked_add(b);
        assert_eq!([1, 2, 3].into_par_iter().map(Some).try_reduce(|| 0, add), Some(6));
        assert_eq!([200, 100].into_par_iter().map(Some).try_reduce(|| 0, add), None);
    }

    fn folds() {
        let sum: i32 = (1..5).into_par_iter().fold(|| 0, |a, b| a + b).sum();
        assert_eq!(sum, 10);
        let sum: i32 = (1..5).into_par_iter().fold_with(0, |a, b| a + b).sum();
        assert_eq!(sum, 10);
        let add = |a: u8, b: u8| a.checked_add(b);
        let sum = [1_u8, 2, 3].into_par_iter().try_fold(|| 0, add).try_reduce(|| 0, add);
        assert_eq!(sum, Some(6));
    }

    fn sums() {
        assert_eq!([1, 2, 3].par_iter().sum::<i32>(), 6);
        assert_eq!([2, 3, 4].par_iter().product::<i32>(), 24);
        assert_eq!((0..7).into_par_iter().count(), 7);
    }

    fn extremes() {
        let words = ["bb", "a", "cc"];
        assert_eq!(words.par_iter().min(), Some(&"a"));
        assert_eq!(words.par_iter().max(), Some(&"cc"));
        assert_eq!(words.par_iter().min_by(|a, b| b.cmp(a)), Some(&"cc"));
        assert_eq!(words.par_iter().max_by(|a, b| b.cmp(a)), Some(&"a"));
        assert_eq!(words.par_iter().min_by_key(|word| word.len()), Some(&"a"));
        assert_eq!([1, 3, 2].par_iter().max_by_key(|n| **n), Some(&3));
    }

    fn chains() {
        let all: Vec<_> = [1].into_par_iter().chain([2, 3]).collect();
        assert_eq!(all, [1, 2, 3]);
        let all: Vec<_> = (0..4).into_par_iter().filter(|n| n % 2 == 1).chain([9]).collect();
        assert_eq!(all, [1, 3, 9]);
    }

    fn finds() {
        let all = [1, 2, 3, 2];
        assert_eq!(all.par_iter().find_any(|n| **n == 3), Some(&3));
        assert_eq!(all.par_iter().find_first(|n| **n > 1), Some(&2));
        assert_eq!(all.par_iter().find_last(|n| **n > 1), Some(&2));
        let twice = |n: &i32| (*n > 1).then_some(n * 2);
        assert!(matches!(all.par_iter().find_map_any(twice), Some(4 | 6)));
        assert_eq!(all.par_iter().find_map_first(twice), Some(4));
        assert_eq!(all.par_iter().find_map_last(twice), Some(4));
        assert!(all.par_iter().any(|n| *n == 3) && !all.par_iter().any(|n| *n == 4));
        assert!(all.par_iter().all(|n| *n > 0) && !all.par_iter().all(|n| *n > 1));
    }

    fn parts() {
        let (even, odd): (Vec<_>, Vec<_>) = (0..5).into_par_iter().partition(|n| n % 2 == 0);
        assert_eq!((even, odd), (vec![0, 2, 4], vec![1, 3]));
        let (a, b): (Vec<_>, BTreeSet<_>) = [(1, 'b'), (2, 'a')].into_par_iter().unzip();
        assert_eq!((a, b), (vec![1, 2], BTreeSet::from(['a', 'b'])));
    }

    /// As many as there are parts: at least one, at most as many as items.
    fn with_something_of_its_own() {
        let made = Mutex::new(0);
        (0..3).into_par_iter().for_each_init(|| *made.lock().unwrap() += 1, |(), _| ());
        assert!((1..=3).contains(&*made.lock().unwrap()));
        let parts = (0..3).into_par_iter().fold(|| 0, |n, _| n + 1).collect::<Vec<_>>();
        assert_eq!(parts.iter().sum::<i32>(), 3);
    }

    fn panics() {
        let said = crate::panics(|| [1, 2].par_iter().for_each(|n| assert_ne!(*n, 2, "two")));
        assert!(said.contains("two"), "{said}");
    }

    fn nothing_at_all() {
        let none: [i32; 0] = [];
        assert_eq!(none.par_iter().copied().reduce(|| 7, |a, b| a + b), 7);
        assert_eq!(none.par_iter().sum::<i32>(), 0);
        assert_eq!(none.par_iter().max(), None);
        assert_eq!(none.par_iter().copied().reduce_with(|a, b| a + b), None);
    }
}

mod indexed_parallel_iterator {
    use std::cmp::Ordering;

    use rayon::prelude::*;

    cases! { knows_its_length zips cuts numbers places compares sizes into_vecs }

    fn knows_its_length() {
        assert_eq!([1, 2].par_iter().len(), 2);
        assert_eq!((0..5).into_par_iter().chunks(2).len(), 3);
    }

    fn zips() {
        let all: Vec<_> = [1, 2, 3].into_par_iter().zip(["a", "b"]).collect();
        assert_eq!(all, [(1, "a"), (2, "b")]);
        let all: Vec<_> = [1, 2].into_par_iter().zip_eq([3, 4]).rev().collect();
        assert_eq!(all, [(2, 4), (1, 3)]);
        let said = crate::panics(|| [1].par_iter().zip_eq([1, 2].par_iter()).count());
        assert!(said.contains("iterators must have the same length"), "{said}");
        let all: Vec<_> = [1, 2, 3].into_par_iter().zip([4, 5]).rev().collect();
        assert_eq!(all, [(2, 5), (1, 4)]);
    }

    fn cuts() {
        let range = || (0..5).into_par_iter();
        assert_eq!(range().chunks(2).collect::<Vec<_>>(), [vec![0, 1], vec![2, 3], vec![4]]);
        assert_eq!(range().step_by(2).collect::<Vec<_>>(), [0, 2, 4]);
        assert_eq!(range().skip(3).collect::<Vec<_>>(), [3, 4]);
        assert_eq!(range().take(2).collect::<Vec<_>>(), [0, 1]);
        assert_eq!(range().take(9).skip(7).count(), 0);
        assert_eq!(range().rev().take(2).collect::<Vec<_>>(), [4, 3]);
        let both = range().take(1).chain(range().skip(3)).rev().collect::<Vec<_>>();
        assert_eq!(both, [4, 3, 0]);
        let said = crate::panics(|| range().chunks(0).count());
        assert!(said.contains("chunk_size"), "{said}");
    }

    fn numbers() {
        let all: Vec<_> = ["a", "b", "c"].into_par_iter().enumerate().rev().collect();
        assert_eq!(all, [(2, "c"), (1, "b"), (0, "a")]);
    }

    fn places() {
        let all = || [1, 2, 2].into_par_iter();
        assert!(matches!(all().position_any(|n| n == 2), Some(1 | 2)));
        assert_eq!(all().position_first(|n| n == 2), Some(1));
        assert_eq!(all().position_last(|n| n == 2), Some(2));
        assert_eq!(all().position_any(|n| n == 3), None);
    }

    fn compares() {
        assert_eq!([1, 2].into_par_iter().cmp([1, 3]), Ordering::Less);
        assert!(IndexedParallelIterator::eq([1, 2].into_par_iter(), [1, 2]));
    }

    fn sizes() {
        let least = (0..4).into_par_iter().with_min_len(4).fold(|| 0, |a, b| a + b);
        assert_eq!(least.collect::<Vec<_>>(), [6]);
        let most = (0..3).into_par_iter().with_max_len(1).fold(|| 0, |a, b| a + b);
        assert_eq!(most.collect::<Vec<_>>(), [0, 1, 2]);
    }

    fn into_vecs() {
        let mut all = vec![9];
        (0..3).into_par_iter().collect_into_vec(&mut all);
        assert_eq!(all, [0, 1, 2]);
        let (mut a, mut b) = (vec![9], vec!['z']);
        [(1, 'a'), (2, 'b')].into_par_iter().unzip_into_vecs(&mut a, &mut b);
        assert_eq!((a, b), (vec![1, 2], vec!['a', 'b']));
    }
}

mod sources {
    use std::collections::{
        BTreeMap, BTreeSet, BinaryHeap, HashMap, HashSet, LinkedList, VecDeque,
    };

    use rayon::iter;
    use rayon::prelude::*;

    cases! { by_value by_reference by_exclusive_reference of_a_kind }

    fn by_value() {
        assert_eq!(vec![1, 2].into_par_iter().sum::<i32>(), 3);
        assert_eq!([1, 2].into_par_iter().sum::<i32>(), 3);
        assert_eq!((1..=3_u64).into_par_iter().sum::<u64>(), 6);
        assert_eq!(Some(1).into_par_iter().sum::<i32>(), 1);
        assert_eq!(VecDeque::from([1, 2]).into_par_iter().sum::<i32>(), 3);
        assert_eq!(LinkedList::from([1, 2]).into_par_iter().sum::<i32>(), 3);
        assert_eq!(BinaryHeap::from([1, 2]).into_par_iter().sum::<i32>(), 3);
        assert_eq!(BTreeSet::from([1, 2]).into_par_iter().sum::<i32>(), 3);
        assert_eq!(HashSet::from([1, 2]).into_par_iter().sum::<i32>(), 3);
        assert_eq!(BTreeMap::from([(1, 2)]).into_par_iter().map(|(a, b)| a + b).sum::<i32>(), 3);
        assert_eq!(HashMap::from([(1, 2)]).into_par_iter().map(|(a, b)| a + b).sum::<i32>(), 3);
        assert_eq!((vec![1, 2], vec![3, 4]).into_par_iter().map(|(a, b)| a * b).sum::<i32>(), 11);
        let boxed: Box<[i32]> = Box::new([1, 2]);
        assert_eq!(boxed.into_par_iter().sum::<i32>(), 3);
    }

    fn by_reference() {
        let slice: &[i32] = &[1, 2];
        assert_eq!(slice.par_iter().sum::<i32>(), 3);
        assert_eq!(HashMap::from([(1, 2)]).par_iter().map(|(a, b)| a + b).sum::<i32>(), 3);
        assert_eq!(BTreeSet::from([1, 2]).par_iter().sum::<i32>(), 3);
    }

    fn by_exclusive_reference() {
        let mut all = vec![1, 2];
        all.par_iter_mut().for_each(|n| *n += 1);
        assert_eq!(all, [2, 3]);
        let mut map = BTreeMap::from([(1, 2)]);
        map.par_iter_mut().for_each(|(key, value)| *value += key);
        assert_eq!(map[&1], 3);
    }

    fn of_a_kind() {
        assert_eq!(iter::once(1).chain(iter::empty()).collect::<Vec<i32>>(), [1]);
        assert_eq!(iter::repeat_n(7, 2).collect::<Vec<_>>(), [7, 7]);
    }
}

mod parallel_bridge {
    use rayon::prelude::*;

    cases! { bridged }

    fn bridged() {
        let mut all: Vec<_> = ["a", "b"].into_iter().par_bridge().collect();
        all.sort();
        assert_eq!(all, ["a", "b"]);
        let said = crate::panics(|| {
            let mut left = 1;
            std::iter::from_fn(move || {
                left -= 1;
                (left >= 0).then_some(()).or_else(|| panic!("at the end"))
            })
            .par_bridge()
            .count()
        });
        assert_eq!(said, "at the end");
    }
}

mod parallel_drain_range {
    use rayon::prelude::*;

    cases! { drained }

    fn drained() {
        let mut all = vec![1, 2, 3];
        assert_eq!(all.par_drain(1..).sum::<i32>(), 5);
        assert_eq!(all, [1]);
    }
}

mod parallel_drain_full {
    use std::collections::HashSet;

    use rayon::prelude::*;

    cases! { drained }

    fn drained() {
        let mut set = HashSet::from([1, 2]);
        assert_eq!(set.par_drain().sum::<i32>(), 3);
        assert!(set.is_empty());
    }
}

mod collect {
    use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
    use std::sync::Arc;

    use rayon::prelude::*;

    cases! { into_collections into_text into_what_may_fail from_par_iter par_extend }

    fn into_collections() {
        let pairs = || [(1, 'a'), (2, 'b')].into_par_iter();
        assert_eq!(pairs().collect::<HashMap<_, _>>()[&2], 'b');
        assert_eq!(pairs().collect::<BTreeMap<_, _>>()[&1], 'a');
        assert_eq!(pairs().collect::<HashSet<_>>().len(), 2);
        assert_eq!(pairs().collect::<BTreeSet<_>>().len(), 2);
        assert_eq!(pairs().collect::<VecDeque<_>>().len(), 2);
        assert_eq!(pairs().collect::<Box<[_]>>().len(), 2);
        assert_eq!(pairs().collect::<Arc<[_]>>().len(), 2);
    }

    fn into_text() {
        assert_eq!(['a', 'b'].par_iter().collect::<String>(), "ab");
        assert_eq!(["a", "b"].into_par_iter().collect::<String>(), "ab");
        assert_eq!([1, 2].par_iter().map(|n| n.to_string()).collect::<String>(), "12");
    }

    fn into_what_may_fail() {
        let parse = |texts: [&str; 2]| {
            texts.into_par_iter().map(|t| t.parse().map_err(|_| t.len())).collect()
        };
        let good: Result<Vec<i32>, usize> = parse(["1", "2"]);
        assert_eq!(good, Ok(vec![1, 2]));
        let bad: Result<Vec<i32>, usize> = parse(["1", "two"]);
        assert_eq!(bad, Err(3));
        let none: Option<Vec<i32>> = [Some(1), None].into_par_iter().collect();
        assert_eq!(none, None);
    }

    fn from_par_iter() {
        assert_eq!(Vec::from_par_iter([1, 2]), [1, 2]);
    }

    fn par_extend() {
        let mut all = vec![1];
        all.par_extend([2, 3]);
        all.par_extend([4].par_iter());
        assert_eq!(all, [1, 2, 3, 4]);
    }
}

mod parallel_slice {
    use rayon::prelude::*;

    cases! { pieces }

    fn pieces() {
        let all = [1, 2, 0, 4, 5];
        let sums = |pieces: Vec<&[i32]>| -> Vec<i32> {
            pieces.into_iter().map(|piece| piece.iter().sum()).collect()
        };
        assert_eq!(sums(all.par_chunks(2).collect()), [3, 4, 5]);
        assert_eq!(sums(all.par_chunks_exact(2).collect()), [3, 4]);
        assert_eq!(sums(all.par_rchunks(2).collect()), [9, 2, 1]);
        assert_eq!(sums(all.par_windows(4).collect()), [7, 11]);
        assert_eq!(sums(all.par_split(|n| *n == 0).collect()), [3, 9]);
        let said = crate::panics(|| all.par_chunks(0).count());
        assert!(said.contains("chunk_size"), "{said}");
    }
}

mod parallel_slice_mut {
    use rayon::prelude::*;

    cases! { pieces sorts }

    fn pieces() {
        let mut all = [1, 2, 0, 4, 5];
        let add = |piece: &mut [i32]| piece[0] += 10;
        all.par_chunks_mut(2).for_each(add);
        assert_eq!(all, [11, 2, 10, 4, 15]);
        all.par_chunks_exact_mut(2).for_each(add);
        assert_eq!(all, [21, 2, 20, 4, 15]);
        all.par_rchunks_mut(2).for_each(add);
        assert_eq!(all, [31, 12, 20, 14, 15]);
        all.par_split_mut(|n| *n == 20).for_each(add);
        assert_eq!(all, [41, 12, 20, 24, 15]);
    }

    fn sorts() {
        let all: Vec<i32> = (0..30).map(|n| n * 7 % 30).collect();
        let sorted: Vec<i32> = (0..30).collect();
        let check = |sort: fn(&mut Vec<i32>)| {
            let mut these = all.clone();
            sort(&mut these);
            assert_eq!(these, sorted);
        };
        check(|these| these.par_sort());
        check(|these| these.par_sort_by(|a, b| a.cmp(b)));
        check(|these| these.par_sort_by_key(|n| *n));
        check(|these| these.par_sort_by_cached_key(|n| *n));
        check(|these| these.par_sort_unstable());
        check(|these| these.par_sort_unstable_by(|a, b| a.cmp(b)));
        check(|these| these.par_sort_unstable_by_key(|n| *n));
        let mut pairs: Vec<_> = (0..30).map(|n| (n % 2, n)).collect();
        pairs.par_sort_by_key(|(odd, _)| *odd);
        assert!(pairs.is_sorted());
    }
}

mod parallel_string {
    use rayon::prelude::*;

    cases! { pieces }

    fn pieces() {
        let text = "a b\nc";
        assert_eq!(text.par_chars().collect::<String>(), text);
        assert_eq!(text.par_char_indices().map(|(i, _)| i).sum::<usize>(), 10);
        assert_eq!(text.par_bytes().count(), 5);
        assert_eq!(text.par_lines().collect::<Vec<_>>(), ["a b", "c"]);
        assert_eq!(text.par_split(' ').collect::<Vec<_>>(), ["a", "b\nc"]);
        assert_eq!(text.par_split_whitespace().collect::<Vec<_>>(), ["a", "b", "c"]);
    }
}
