//@ caught-by: test
//@ says: With a limit of 0 nobody ever gets a permit. The task says that 0 counts as 1.
//@ fails: never_too_many
//@ sort: boundary

use std::sync::Arc;

use tokio::sync::Semaphore;
use tokio::task::JoinSet;

/// Fetches a page for each id, so many at once.
pub async fn fetch_all<T, F, Fut>(ids: Vec<u64>, limit: usize, fetch: F) -> Vec<T>
where
    F: Fn(u64) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = T> + Send + 'static,
    T: Send + 'static,
{
    let slots = Arc::new(Semaphore::new(limit));
    let mut fetching = JoinSet::new();
    for (at, id) in ids.into_iter().enumerate() {
        let (slots, page) = (slots.clone(), fetch(id));
        fetching.spawn(async move {
            let _slot = slots.acquire_owned().await.expect("it is never closed");
            (at, page.await)
        });
    }
    let mut pages = Vec::with_capacity(fetching.len());
    while let Some(done) = fetching.join_next().await {
        pages.push(done.unwrap());
    }
    pages.sort_by_key(|(at, _)| *at);
    pages.into_iter().map(|(_, page)| page).collect()
}
