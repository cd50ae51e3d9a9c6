//@ caught-by: model
//@ says: All folders add to one sum, and read it and write it in two steps: what another one has added in between is gone.
//@ fails: nothing_is_lost
//@ sort: schedule-only

use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;

#[derive(Debug, Default)]
pub struct Folder {
    pub files: Vec<u64>,
    pub folders: Vec<Folder>,
    pub total: Option<u64>,
}

pub fn measure<F>(folder: &mut Folder, size: &F) -> u64
where
    F: Fn(u64) -> u64 + Sync,
{
    let sum = AtomicU64::new(folder.files.par_iter().map(|file| size(*file)).sum::<u64>());
    folder.folders.par_iter_mut().for_each(|inner| {
        let inner = measure(inner, size);
        sum.store(sum.load(Ordering::SeqCst) + inner, Ordering::SeqCst);
    });
    let total = sum.into_inner();
    folder.total = Some(total);
    total
}
