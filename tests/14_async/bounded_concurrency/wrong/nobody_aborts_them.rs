//@ caught-by: test
//@ says: A list of `JoinHandle`s aborts nothing when it is dropped: the caller has left, and all pages are fetched to the end.
//@ fails: who_leaves_stops_all
//@ sort: tempting

use std::sync::Arc;

use tokio::sync::Semaphore;

/// Fetches a page for each id, so many at once.
pub async fn fetch_all<T, F, Fut>(ids: Vec<u64>, limit: usize, fetch: F) -> Vec<T>
where
    F: Fn(u64) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = T> + Send + 'static,
    T: Send + 'static,
{
    let slots = Arc::new(Semaphore::new(limit.max(1)));
    let mut fetching = Vec::new();
    for id in ids {
        let (slots, page) = (slots.clone(), fetch(id));
        fetching.push(tokio::spawn(async move {
            let _slot = slots.acquire_owned().await.expect("it is never closed");
            page.await
        }));
    }
    let mut pages = Vec::new();
    for page in fetching {
        pages.push(page.await.unwrap());
    }
    pages
}
