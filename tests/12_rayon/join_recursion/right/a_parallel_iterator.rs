//! A parallel iterator in a recursion: it cuts the list of folders with `join`, as one would by hand.

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
    let (files, folders) = (&folder.files, &mut folder.folders);
    let total = files.par_iter().map(|file| size(*file)).sum::<u64>()
        + folders.par_iter_mut().map(|inner| measure(inner, size)).sum::<u64>();
    folder.total = Some(total);
    total
}
