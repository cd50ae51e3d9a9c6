//@ caught-by: test
//@ says: The next group begins when the last page of this one is there: the slowest holds up all, and most of the places are empty meanwhile.
//@ fails: a_slow_page_holds_up_nobody
//@ sort: tempting

use tokio::task::JoinSet;

/// Fetches a page for each id, so many at once.
pub async fn fetch_all<T, F, Fut>(ids: Vec<u64>, limit: usize, fetch: F) -> Vec<T>
where
    F: Fn(u64) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = T> + Send + 'static,
    T: Send + 'static,
{
    let mut pages = Vec::new();
    for group in ids.chunks(limit.max(1)) {
        let mut fetching = JoinSet::new();
        for (at, id) in group.iter().enumerate() {
            let page = fetch(*id);
            fetching.spawn(async move { (at, page.await) });
        }
        let mut group = fetching.join_all().await;
        group.sort_by_key(|(at, _)| *at);
        pages.extend(group.into_iter().map(|(_, page)| page));
    }
    pages
}
