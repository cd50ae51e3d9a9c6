//! Are the totals right on real threads, and are folders measured at the same time? Whose sum is lost is for the model.
//@ deadline: 8s

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};

use answer::{Folder, measure};
use harness::{Rendezvous, Rng, seed};
use rayon::{ThreadPool, ThreadPoolBuilder};

/// The totals of random trees, of all folders.
pub fn totals_agree(seed: u64) -> Vec<Vec<Option<u64>>> {
    let mut rng = Rng::new(seed);
    let mut trees = Vec::new();
    for number in 0..12 {
        let mut root = tree(&mut rng, number % 4);
        let returned = pool(1 + number % 3).install(|| measure(&mut root, &|file| file % 1_000));
        let mut totals = vec![Some(returned)];
        collect(&root, &mut totals);
        trees.push(totals);
    }
    trees
}

/// An empty folder, one with files only, and one with empty folders only.
pub fn small_folders() {
    let mut empty = Folder::default();
    assert_eq!((measure(&mut empty, &|file| file), empty.total), (0, Some(0)));
    let mut files = Folder { files: vec![5, 7], ..Folder::default() };
    for time in ["the first", "the second"] {
        let measured = (measure(&mut files, &|file| file), files.total);
        assert_eq!(measured, (12, Some(12)), "measured for {time} time");
    }
    let folders = (0..3).map(|_| Folder::default()).collect();
    let mut outer = Folder { folders, ..Folder::default() };
    assert_eq!((measure(&mut outer, &|file| file), outer.total), (0, Some(0)));
    assert!(outer.folders.iter().all(|folder| folder.total == Some(0)), "{outer:?}");
    // Measured again: the old totals do not count.
    outer.folders[1].files.push(9);
    assert_eq!(measure(&mut outer, &|file| file), 9);
    assert_eq!((outer.total, outer.folders[1].total), (Some(9), Some(9)));
}

/// Each file is asked for once, in the pool, and one thread is enough for a thousand folders.
pub fn each_file_once_and_in_the_pool() {
    let len = Rng::new(seed()).range(500..1_000);
    for threads in [1, 5] {
        let folders = (0..len).map(|file| Folder { files: vec![file], ..Folder::default() });
        let mut root = Folder { folders: folders.collect(), ..Folder::default() };
        let calls: Vec<AtomicUsize> = (0..len).map(|_| AtomicUsize::new(0)).collect();
        let size = |file: u64| {
            assert!(rayon::current_thread_index().is_some(), "`size` runs on a thread of no pool");
            assert_eq!(rayon::current_num_threads(), threads, "threads of the pool it runs in");
            calls[file as usize].fetch_add(1, Ordering::Relaxed);
            1
        };
        assert_eq!(pool(threads).install(|| measure(&mut root, &size)), len, "files of one byte");
        let calls: Vec<_> = calls.into_iter().map(AtomicUsize::into_inner).collect();
        assert_eq!(calls, vec![1; len as usize], "calls of `size` for each file");
    }
}

/// A caller that is in no pool has the global one do it.
pub fn called_from_outside() {
    let size = |file| {
        assert!(rayon::current_thread_index().is_some(), "`size` runs on a thread of no pool");
        file
    };
    let leaf = |file| Folder { files: vec![file], ..Folder::default() };
    let mut root = Folder { files: vec![1, 2], folders: vec![leaf(10), leaf(20)], total: None };
    assert_eq!(measure(&mut root, &size), 33, "1, 2, and folders of 10 and of 20");
}

/// Any two folders are measured at the same time; and so are those in them.
pub fn folders_meet() {
    for (one, other) in [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)] {
        let together = Rendezvous::new(2);
        let folders = (0..4).map(|file| Folder { files: vec![file], ..Folder::default() });
        let inner = Folder { folders: folders.collect(), ..Folder::default() };
        let mut root = Folder { folders: vec![inner], ..Folder::default() };
        let size = |file| {
            if file == one || file == other {
                together.meet();
            }
            file
        };
        // As many threads as folders, so that nobody has to wait for a free one.
        assert_eq!(pool(4).install(|| measure(&mut root, &size)), 6, "0 + 1 + 2 + 3");
        assert_eq!(together.meetings(), 1, "meetings of the folders {one} and {other}");
    }
}

/// A panic of `size` is a panic of the call.
pub fn a_panic_goes_on_to_the_caller() {
    let mut root = Folder::default();
    for file in 0..20 {
        let inner = Folder { files: vec![file], ..Folder::default() };
        root.folders.push(Folder { folders: vec![inner], ..Folder::default() });
    }
    let pool = pool(2);
    let size = |file| {
        assert_ne!(file, 13, "broken on purpose");
        1
    };
    let died = catch_unwind(AssertUnwindSafe(|| pool.install(|| measure(&mut root, &size))));
    assert!(died.is_err(), "`size` panicked, and there is a total: {died:?}");
    assert_eq!(pool.install(|| measure(&mut root, &|_| 1)), 20, "and then");
}

/// So many levels of folders below this one.
fn tree(rng: &mut Rng, levels: usize) -> Folder {
    let len = rng.below(4) as usize;
    let files = rng.vec(len);
    let below = if levels == 0 { 0 } else { rng.below(5) };
    let folders = (0..below).map(|_| tree(rng, levels - 1)).collect();
    Folder { files, folders, total: None }
}

fn collect(folder: &Folder, totals: &mut Vec<Option<u64>>) {
    totals.push(folder.total);
    folder.folders.iter().for_each(|inner| collect(inner, totals));
}

fn pool(threads: usize) -> ThreadPool {
    ThreadPoolBuilder::new().num_threads(threads).build().expect("threads can be started")
}
