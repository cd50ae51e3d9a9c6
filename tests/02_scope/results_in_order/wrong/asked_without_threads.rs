//@ caught-by: compile_fail
//@ says: Without `R: Send` a row cannot come from another thread, and this one never asked another thread for it.
//@ sort: tempting

pub fn fetch_all<T, R, F>(shards: &[T], fetch: F) -> Vec<R>
where
    F: Fn(&T) -> R,
{
    shards.iter().map(fetch).collect()
}
