//@ caught-by: test
//@ says: One `join` makes two pieces, and each is gone through by one thread: however many threads there are, two work.
//@ sort: boundary

use rayon::prelude::*;
pub fn map_all<T, R, F>(items: &[T], work: F) -> Vec<R>
where
    T: Sync,
    R: Send,
    F: Fn(&T) -> R + Send + Sync,
{
    items.par_iter().map(work).collect()
}
pub fn try_map_all<T, R, E, F>(items: &[T], work: F) -> Result<Vec<R>, E>
where
    T: Sync,
    R: Send,
    E: Send,
    F: Fn(&T) -> Result<R, E> + Send + Sync,
{
    items.par_iter().map(work).collect()
}
pub fn update_all<T, F>(items: &mut [T], change: F)
where
    T: Send,
    F: Fn(&mut T) + Send + Sync,
{
    let n = items.len();
    let (a, b) = items.split_at_mut(n / 2);
    rayon::join(|| a.iter_mut().for_each(&change), || b.iter_mut().for_each(&change));
}
