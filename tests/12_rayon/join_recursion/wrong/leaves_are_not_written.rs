//@ caught-by: test
//@ says: A folder without folders returns early: its total goes up, and is not written into it.
//@ fails: totals_agree
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
    if folder.folders.is_empty() {
        return files;
    }
    let folders: u64 = folder.folders.par_iter_mut().map(|inner| measure(inner, size)).sum();
    let total = files + folders;
    folder.total = Some(total);
    total
}
