//@ caught-by: test
//@ says: The folders are dealt into two hands, and each hand is measured in a loop: the first and the third are in one hand, and are never measured at the same time. Each half has to be halved again.
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
    let Folder { files, folders, total } = folder;
    let (files, folders) = rayon::join(
        || files.iter().map(|file| size(*file)).sum::<u64>(),
        || measure_all(folders, size),
    );
    *total.insert(files + folders)
}

fn measure_all<F>(folders: &mut [Folder], size: &F) -> u64
where
    F: Fn(u64) -> u64 + Sync,
{
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for (at, folder) in folders.iter_mut().enumerate() {
        if at % 2 == 0 { left.push(folder) } else { right.push(folder) }
    }
    let (left, right) = rayon::join(
        || left.into_iter().map(|folder| measure(folder, size)).sum::<u64>(),
        || right.into_iter().map(|folder| measure(folder, size)).sum::<u64>(),
    );
    left + right
}
