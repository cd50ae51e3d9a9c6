//! A job for each folder, in a scope; each has a place for its total, and they are added up when all are done.

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
    let mut files = 0;
    let folders = &mut folder.folders;
    rayon::scope(|scope| {
        for inner in folders.iter_mut() {
            scope.spawn(|_| {
                measure(inner, size);
            });
        }
        files = folder.files.iter().map(|file| size(*file)).sum();
    });
    let total = files + folders.iter().map(|inner| inner.total.unwrap_or(0)).sum::<u64>();
    folder.total = Some(total);
    total
}
