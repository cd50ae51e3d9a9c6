//@ caught-by: test
//@ says: The pages are in the order in which they came. Which one it is has to travel with it.
//@ fails: never_too_many
//@ sort: tempting

use tokio::task::JoinSet;

/// Fetches a page for each id, so many at once.
pub async fn fetch_all<T, F, Fut>(ids: Vec<u64>, limit: usize, fetch: F) -> Vec<T>
where
    F: Fn(u64) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = T> + Send + 'static,
    T: Send + 'static,
{
    let mut left = ids.into_iter();
    let mut fetching = JoinSet::new();
    let mut pages = Vec::new();
    loop {
        while fetching.len() < limit.max(1)
            && let Some(id) = left.next()
        {
            fetching.spawn(fetch(id));
        }
        match fetching.join_next().await {
            Some(page) => pages.push(page.unwrap()),
            None => return pages,
        }
    }
}
