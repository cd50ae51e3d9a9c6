//! # A thread for every folder
//!
//! A storage service shows how much is in each folder, its folders included. Asking for the size of a file goes over the network, so the
//! folders of a folder are measured at the same time, each by a thread. For the test's tree that is fast. The largest customer has four hundred
//! thousand folders, and the process was killed. And sometimes a folder is a little smaller than what is in it.
//!
//! In Go one starts a goroutine for each folder, and that is all right: the runtime has them wait for a thread. rayon has no goroutines, it has
//! `join(a, b)`: *here are two things that may be done at the same time*. Whoever calls it does `a`, and if nobody else has taken `b` by then, `b` as
//! well. So a fork that nobody needs costs next to nothing, and how many threads there are is not in your code at all.
//!
//! Before you edit: two closures, and both of them want to write into folders of one list. What would you have to tell the compiler, and which
//! method of slices says it for you?
//!
//! What must hold, for `measure(folder, size)`:
//!
//! - Keep the signature and `Folder`.
//! - The total of a folder is the sizes of its files, and the totals of the folders in it. It is written into `total`, in *every* folder of the tree, and that of
//!   `folder` is returned. With nothing in it, it is 0.
//! - `size` is called once for each file, by the threads of the pool that the caller is in, or of the global one. (A file or a folder that is the only one
//!   in its folder may be done by the calling thread. You start no threads of your own.) A pool of one thread is enough.
//! - Any two folders of the same folder may be measured at the same time, and are if there are threads enough.
//! - If `size` panics, so does `measure`, and then nothing is at work any more.

use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

/// What is in a folder, and how much that is.
#[derive(Debug, Default)]
pub struct Folder {
    /// The numbers of the files in it.
    pub files: Vec<u64>,
    /// The folders in it.
    pub folders: Vec<Folder>,
    /// How much is in it, once that has been measured.
    pub total: Option<u64>,
}

/// Measures a folder and all that is in it.
pub fn measure<F>(folder: &mut Folder, size: &F) -> u64
where
    F: Fn(u64) -> u64 + Sync,
{
    let total = AtomicU64::new(folder.files.iter().map(|file| size(*file)).sum());
    let sum = &total;
    thread::scope(|scope| {
        for inner in &mut folder.folders {
            // TODO: how many of these are alive for a large tree? And how many of them are at work?
            scope.spawn(move || {
                let inner = measure(inner, size);
                // TODO: would a lock be better? Would nothing to be shared be better?
                sum.store(sum.load(Ordering::SeqCst) + inner, Ordering::SeqCst);
            });
        }
    });
    let total = total.into_inner();
    folder.total = Some(total);
    total
}
