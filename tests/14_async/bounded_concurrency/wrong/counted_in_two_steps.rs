//@ caught-by: model
//@ says: "Is there room?" and "one more" are two steps, and on two threads two tasks find the same room. A semaphore asks and takes in one.
//@ fails: never_too_many
//@ kind: panic
//@ sort: schedule-only

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::task::JoinSet;

/// Fetches a page for each id, so many at once.
pub async fn fetch_all<T, F, Fut>(ids: Vec<u64>, limit: usize, fetch: F) -> Vec<T>
where
    F: Fn(u64) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = T> + Send + 'static,
    T: Send + 'static,
{
    let working = Arc::new(AtomicUsize::new(0));
    let mut fetching = JoinSet::new();
    for (at, id) in ids.into_iter().enumerate() {
        let (working, page) = (working.clone(), fetch(id));
        fetching.spawn(async move {
            while working.load(Ordering::SeqCst) >= limit.max(1) {
                tokio::task::yield_now().await;
            }
            working.fetch_add(1, Ordering::SeqCst);
            let page = page.await;
            working.fetch_sub(1, Ordering::SeqCst);
            (at, page)
        });
    }
    let mut pages = Vec::with_capacity(fetching.len());
    while let Some(done) = fetching.join_next().await {
        pages.push(done.unwrap());
    }
    pages.sort_by_key(|(at, _)| *at);
    pages.into_iter().map(|(_, page)| page).collect()
}
