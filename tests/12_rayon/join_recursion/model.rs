//! Are the totals right, and are folders measured at the same time, whoever is first?
//!
//! The model's pool has two threads.

use std::sync::atomic::{AtomicUsize, Ordering};

use answer::{Folder, measure};

/// Two folders and a file beside them: nothing is lost.
pub fn nothing_is_lost() {
    let asked = AtomicUsize::new(0);
    let mut root = Folder { files: vec![1], folders: vec![leaf(10), leaf(100)], total: None };
    let total = measure(&mut root, &|file| {
        asked.fetch_add(1, Ordering::SeqCst);
        file
    });
    assert_eq!((total, root.total), (111, Some(111)), "1, and folders of 10 and of 100");
    let inner: Vec<_> = root.folders.iter().map(|folder| folder.total).collect();
    assert_eq!(inner, [Some(10), Some(100)], "the totals of the folders in it");
    assert_eq!(asked.load(Ordering::SeqCst), 3, "calls of `size` for three files");
}

/// A folder in a folder, beside another one.
//@ bound: 2
pub fn a_tree_of_two_levels() {
    let asked = AtomicUsize::new(0);
    let deep = Folder { folders: vec![leaf(1), leaf(10)], ..Folder::default() };
    let mut root = Folder { folders: vec![deep, leaf(100)], ..Folder::default() };
    let total = measure(&mut root, &|file| {
        asked.fetch_add(1, Ordering::Relaxed);
        file
    });
    assert_eq!(total, 111, "1 and 10 in one folder, 100 in the other");
    assert_eq!(root.folders[0].total, Some(11), "the total of the folder with two folders");
}

/// Two folders are measured at the same time.
pub fn two_at_a_time() {
    let at_work = AtomicUsize::new(0);
    let mut root = Folder { folders: vec![leaf(1), leaf(2)], ..Folder::default() };
    let others = measure(&mut root, &|_| {
        // Read-modify-write: nothing stale is counted.
        let others = at_work.fetch_add(1, Ordering::SeqCst);
        at_work.fetch_sub(1, Ordering::SeqCst);
        others as u64
    });
    model::sometimes("two folders were measured at the same time", others > 0);
}

/// A folder with one file.
fn leaf(file: u64) -> Folder {
    Folder { files: vec![file], ..Folder::default() }
}
