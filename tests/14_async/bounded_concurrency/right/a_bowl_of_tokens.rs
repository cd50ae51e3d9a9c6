//! A channel full of tokens: whoever fetches takes one out, and puts it back.

use std::sync::Arc;

use tokio::sync::{Mutex, mpsc};
use tokio::task::JoinSet;

/// Fetches a page for each id, so many at once.
pub async fn fetch_all<T, F, Fut>(ids: Vec<u64>, limit: usize, fetch: F) -> Vec<T>
where
    F: Fn(u64) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = T> + Send + 'static,
    T: Send + 'static,
{
    let limit = limit.min(ids.len()).max(1);
    let (put, take) = mpsc::channel(limit);
    for _ in 0..limit {
        put.send(()).await.expect("there is room for all of them");
    }
    let take = Arc::new(Mutex::new(take));
    let (done, mut pages) = mpsc::unbounded_channel();
    let fetch = Arc::new(fetch);
    let mut tasks = JoinSet::new();
    let len = ids.len();
    for (at, id) in ids.into_iter().enumerate() {
        let (put, take, fetch, done) = (put.clone(), take.clone(), fetch.clone(), done.clone());
        tasks.spawn(async move {
            take.lock().await.recv().await.expect("this task has a sender itself");
            let page = fetch(id).await;
            put.send(()).await.expect("this task has the receiver, too");
            let _ = done.send((at, page));
        });
    }
    drop(done);
    let mut all: Vec<Option<T>> = (0..len).map(|_| None).collect();
    while let Some(ended) = tasks.join_next().await {
        ended.expect("a fetch panicked");
        while let Ok((at, page)) = pages.try_recv() {
            all[at] = Some(page);
        }
    }
    all.into_iter().map(|page| page.expect("all were fetched")).collect()
}
