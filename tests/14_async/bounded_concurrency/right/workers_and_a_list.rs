//! So many workers, which take the next id from a list until it is empty.

use std::sync::{Arc, Mutex};

use tokio::task::JoinSet;

/// Fetches a page for each id, so many at once.
pub async fn fetch_all<T, F, Fut>(ids: Vec<u64>, limit: usize, fetch: F) -> Vec<T>
where
    F: Fn(u64) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = T> + Send + 'static,
    T: Send + 'static,
{
    let workers = limit.clamp(1, ids.len().max(1));
    let left = Arc::new(Mutex::new(ids.into_iter().enumerate()));
    let fetch = Arc::new(fetch);
    let mut working = JoinSet::new();
    for _ in 0..workers {
        let (left, fetch) = (left.clone(), fetch.clone());
        working.spawn(async move {
            let mut mine = Vec::new();
            loop {
                let next = left.lock().unwrap().next();
                let Some((at, id)) = next else { return mine };
                mine.push((at, fetch(id).await));
            }
        });
    }
    let mut pages = Vec::new();
    while let Some(mine) = working.join_next().await {
        pages.extend(mine.unwrap());
    }
    pages.sort_by_key(|(at, _)| *at);
    pages.into_iter().map(|(_, page)| page).collect()
}
