//@ caught-by: test
//@ says: A pool for each folder: threads of its own again, three at a time, and none of them in the pool that the caller is in.
//@ fails: each_file_once_and_in_the_pool
//@ sort: tempting

use rayon::ThreadPoolBuilder;
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
    let pool = ThreadPoolBuilder::new().num_threads(3).build().unwrap();
    let total = pool.install(|| {
        files.par_iter().map(|file| size(*file)).sum::<u64>()
            + folders.par_iter_mut().map(|inner| measure(inner, size)).sum::<u64>()
    });
    folder.total = Some(total);
    total
}
