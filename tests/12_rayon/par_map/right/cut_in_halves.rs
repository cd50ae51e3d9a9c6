//! What `par_iter` does, by hand: cut in halves with `join` until there is one item, and put the results one behind the other.

pub fn map_all<T, R, F>(items: &[T], work: F) -> Vec<R>
where
    T: Sync,
    R: Send,
    F: Fn(&T) -> R + Send + Sync,
{
    match items {
        [] => Vec::new(),
        [item] => vec![work(item)],
        _ => halves(items, &work),
    }
}

fn halves<T, R, F>(items: &[T], work: &F) -> Vec<R>
where
    T: Sync,
    R: Send,
    F: Fn(&T) -> R + Send + Sync,
{
    if let [item] = items {
        return vec![work(item)];
    }
    let (left, right) = items.split_at(items.len() / 2);
    let (mut left, right) = rayon::join(|| halves(left, work), || halves(right, work));
    left.extend(right);
    left
}

pub fn try_map_all<T, R, E, F>(items: &[T], work: F) -> Result<Vec<R>, E>
where
    T: Sync,
    R: Send,
    E: Send,
    F: Fn(&T) -> Result<R, E> + Send + Sync,
{
    map_all(items, work).into_iter().collect()
}

pub fn update_all<T, F>(items: &mut [T], change: F)
where
    T: Send,
    F: Fn(&mut T) + Send + Sync,
{
    let change = &change;
    rayon::scope(|scope| {
        for item in items {
            scope.spawn(move |_| change(item));
        }
    });
}
