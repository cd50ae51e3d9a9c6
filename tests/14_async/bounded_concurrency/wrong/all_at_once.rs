//@ caught-by: test
//@ says: A task for each page, and all of them fetch at once: tasks are cheap, what they ask for is not.
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
    let _ = limit;
    let mut fetching = JoinSet::new();
    for (at, id) in ids.into_iter().enumerate() {
        let page = fetch(id);
        fetching.spawn(async move { (at, page.await) });
    }
    let mut pages = Vec::with_capacity(fetching.len());
    while let Some(done) = fetching.join_next().await {
        pages.push(done.unwrap());
    }
    pages.sort_by_key(|(at, _)| *at);
    pages.into_iter().map(|(_, page)| page).collect()
}
