//@ caught-by: test
//@ says: A recursion on one thread: right, and it waits for one file at a time.
//@ fails: folders_meet
//@ sort: tempting

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
    let folders: u64 = folder.folders.iter_mut().map(|inner| measure(inner, size)).sum();
    let total = folders + folder.files.iter().map(|file| size(*file)).sum::<u64>();
    folder.total = Some(total);
    total
}
