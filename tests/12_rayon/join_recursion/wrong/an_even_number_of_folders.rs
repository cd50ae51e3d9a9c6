//@ caught-by: test
//@ says: Cut in chunks of half the length: one folder has no half (a chunk of 0 is a panic), and of three one chunk is left over.
//@ fails: totals_agree
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
    let files = folder.files.iter().map(|file| size(*file)).sum::<u64>();
    let total = files + measure_all(&mut folder.folders, size);
    folder.total = Some(total);
    total
}

fn measure_all<F>(folders: &mut [Folder], size: &F) -> u64
where
    F: Fn(u64) -> u64 + Sync,
{
    let half = folders.len() / 2;
    match folders {
        [] => 0,
        [folder] => measure(folder, size),
        _ => {
            let mut halves = folders.chunks_exact_mut(half);
            let (left, right) = (halves.next().unwrap(), halves.next().unwrap());
            let (left, right) =
                rayon::join(|| measure_all(left, size), || measure_all(right, size));
            left + right
        }
    }
}
