//@ caught-by: test
//@ says: `let _ = …` takes no permit: it is given back at the end of the line. And a permit that stays outside of the task is given back when the task has been spawned, not when it is done.
//@ fails: never_too_many
//@ sort: tempting

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
    let slots = Arc::new(Semaphore::new(limit.max(1)));
    let mut fetching = JoinSet::new();
    for (at, id) in ids.into_iter().enumerate() {
        let (slots, page) = (slots.clone(), fetch(id));
        fetching.spawn(async move {
            let _ = slots.acquire_owned().await;
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
