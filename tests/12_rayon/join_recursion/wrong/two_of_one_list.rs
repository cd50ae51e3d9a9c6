//@ caught-by: build
//@ says: Both closures borrow the whole list mutably, and which places they mean is in the numbers. `split_at_mut` says it in a way that the compiler can check.
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
    let folders = &mut folder.folders;
    let inner = match folders.len() {
        0 => 0,
        1 => measure(&mut folders[0], size),
        _ => {
            let (left, right) =
                rayon::join(|| measure(&mut folders[0], size), || measure(&mut folders[1], size));
            left + right
        }
    };
    let total = files + inner;
    folder.total = Some(total);
    total
}
