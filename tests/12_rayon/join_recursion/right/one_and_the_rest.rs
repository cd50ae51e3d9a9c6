//! The first folder, and the rest, are the two things that may be done at the same time. The sums are added in one step.

use std::sync::atomic::{AtomicU64, Ordering};

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
    let Folder { files, folders, .. } = folder;
    let sum = AtomicU64::new(0);
    rayon::join(
        || measure_all(folders, size, &sum),
        || files.iter().for_each(|file| drop(sum.fetch_add(size(*file), Ordering::Relaxed))),
    );
    let total = sum.into_inner();
    folder.total = Some(total);
    total
}

fn measure_all<F>(folders: &mut [Folder], size: &F, sum: &AtomicU64)
where
    F: Fn(u64) -> u64 + Sync,
{
    if let Some((first, others)) = folders.split_first_mut() {
        rayon::join(
            || sum.fetch_add(measure(first, size), Ordering::Relaxed),
            || measure_all(others, size, sum),
        );
    }
}
