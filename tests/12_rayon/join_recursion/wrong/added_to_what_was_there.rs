//@ caught-by: test
//@ says: The old total is where the new one begins: measured a second time, a folder has twice as much in it.
//@ fails: small_folders
//@ sort: boundary

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
    let files = folder.files.iter().map(|file| size(*file)).sum::<u64>();
    let folders: u64 = folder.folders.par_iter_mut().map(|inner| measure(inner, size)).sum();
    let total = folder.total.unwrap_or(0) + files + folders;
    folder.total = Some(total);
    total
}
