//! A set of tasks that is never larger than the limit: one is taken out, and one is put in.

use tokio::task::JoinSet;

/// Fetches a page for each id, so many at once.
pub async fn fetch_all<T, F, Fut>(ids: Vec<u64>, limit: usize, fetch: F) -> Vec<T>
where
    F: Fn(u64) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = T> + Send + 'static,
    T: Send + 'static,
{
    let mut pages: Vec<Option<T>> = ids.iter().map(|_| None).collect();
    let mut left = ids.into_iter().enumerate();
    // Dropped with this future, and then it aborts what is in it.
    let mut fetching = JoinSet::new();
    loop {
        // Filled up whenever there is room. Calling `fetch` only makes the future; the task is what runs it.
        while fetching.len() < limit.max(1)
            && let Some((at, id)) = left.next()
        {
            let page = fetch(id);
            fetching.spawn(async move { (at, page.await) });
        }
        // Whichever is done first. Its place in the result travels with it.
        match fetching.join_next().await {
            Some(done) => {
                let (at, page) = done.expect("a fetch panicked");
                pages[at] = Some(page);
            }
            None => break,
        }
    }
    pages.into_iter().map(|page| page.expect("all were fetched")).collect()
}
