//@ caught-by: test
//@ says: The pages are kept by their id: of an id that is in the list twice the second page takes the place of the first, and one is missing in the end. Keep them by their place in the list.
//@ fails: twice_is_two_pages
//@ sort: boundary

use std::collections::HashMap;

use tokio::task::JoinSet;

/// Fetches a page for each id, so many at once.
pub async fn fetch_all<T, F, Fut>(ids: Vec<u64>, limit: usize, fetch: F) -> Vec<T>
where
    F: Fn(u64) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = T> + Send + 'static,
    T: Send + 'static,
{
    let mut pages = HashMap::new();
    let mut left = ids.iter().copied();
    let mut fetching = JoinSet::new();
    loop {
        while fetching.len() < limit.max(1)
            && let Some(id) = left.next()
        {
            let page = fetch(id);
            fetching.spawn(async move { (id, page.await) });
        }
        let Some(done) = fetching.join_next().await else { break };
        let (id, page) = done.expect("a fetch panicked");
        pages.insert(id, page);
    }
    ids.iter().map(|id| pages.remove(id).expect("all were fetched")).collect()
}
