//@ caught-by: test
//@ says: The files are asked for before the fork, by whoever has called: if that is a thread of no pool, it does this by itself, one file after the other, and the pool has nothing to do. What is inside of `join` is done in the pool.
//@ fails: called_from_outside
//@ sort: boundary

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
    let files: u64 = files.iter().map(|file| size(*file)).sum();
    let folders = measure_all(folders, size);
    *total.insert(files + folders)
}

fn measure_all<F>(folders: &mut [Folder], size: &F) -> u64
where
    F: Fn(u64) -> u64 + Sync,
{
    match folders {
        [] => 0,
        [folder] => measure(folder, size),
        _ => {
            let (left, right) = folders.split_at_mut(folders.len() / 2);
            let (left, right) =
                rayon::join(|| measure_all(left, size), || measure_all(right, size));
            left + right
        }
    }
}
