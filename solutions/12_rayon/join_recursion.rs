//! Fork in two, again and again; each half returns its sum, so nothing is shared.

/// What is in a folder, and how much that is.
#[derive(Debug, Default)]
pub struct Folder {
    /// The numbers of the files in it.
    pub files: Vec<u64>,
    /// The folders in it.
    pub folders: Vec<Folder>,
    /// How much is in it, once that has been measured.
    pub total: Option<u64>,
}

/// Measures a folder and all that is in it.
pub fn measure<F>(folder: &mut Folder, size: &F) -> u64
where
    F: Fn(u64) -> u64 + Sync,
{
    // Two fields of one folder, borrowed at the same time: one is read, the other one written.
    let Folder { files, folders, total } = folder;
    let (files, folders) = rayon::join(
        || files.iter().map(|file| size(*file)).sum::<u64>(),
        || measure_all(folders, size),
    );
    *total.insert(files + folders)
}

/// Measures these folders; what is in all of them.
fn measure_all<F>(folders: &mut [Folder], size: &F) -> u64
where
    F: Fn(u64) -> u64 + Sync,
{
    match folders {
        [] => 0,
        [folder] => measure(folder, size),
        _ => {
            // Two slices that have nothing in common: that is what the compiler wants to know, and `&mut folders[0]` beside
            // `&mut folders[1]` does not say it.
            let (left, right) = folders.split_at_mut(folders.len() / 2);
            // Both closures borrow what is on this stack: `join` returns when both are done, also if one of them panics. It would be
            // wrong to hold a lock here: while this thread waits for its other half it does somebody else's work, which may want the lock.
            let (left, right) =
                rayon::join(|| measure_all(left, size), || measure_all(right, size));
            left + right
        }
    }
}
