//@ caught-by: test
//@ says: The first half is measured *before* `join` is called; what is forked then is a number and the rest.
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
    let files = folder.files.iter().map(|file| size(*file)).sum::<u64>();
    let total = files + measure_all(&mut folder.folders, size);
    folder.total = Some(total);
    total
}

fn measure_all<F>(folders: &mut [Folder], size: &F) -> u64
where
    F: Fn(u64) -> u64 + Sync,
{
    let Some((first, others)) = folders.split_first_mut() else { return 0 };
    let first = measure(first, size);
    let (first, others) = rayon::join(|| first, || measure_all(others, size));
    first + others
}
