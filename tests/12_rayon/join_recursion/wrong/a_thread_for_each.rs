//@ caught-by: test
//@ says: A thread for each folder. Nothing is lost, and a large tree has more threads than the system will start; none of them is in the pool.
//@ fails: each_file_once_and_in_the_pool
//@ sort: tempting

use std::thread;

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
    let folders: u64 = thread::scope(|scope| {
        let inner: Vec<_> =
            folder.folders.iter_mut().map(|inner| scope.spawn(|| measure(inner, size))).collect();
        inner.into_iter().map(|inner| inner.join().unwrap()).sum()
    });
    let total = files + folders;
    folder.total = Some(total);
    total
}
