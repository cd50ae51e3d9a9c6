//! # Ten thousand requests at once
//!
//! A nightly job fetches a page for every customer. When there were a hundred of them it was a matter of seconds; now there are ten
//! thousand, all of them are asked for at once, and the other side answers with "too many requests", or not at all. And the pages are in the
//! order in which they came.
//!
//! In Go you would take an `errgroup` with `SetLimit(8)`, or a channel with room for eight as a semaphore. A tempting third way is to go in
//! groups of eight: then the slowest of each group holds up the next. In Rust tasks are as cheap, and the same bound is needed. The difference
//! is what happens when nobody wants the answer any more.
//!
//! Before you edit: eight are being fetched, and the first one is very slow. How many may be fetched while it takes its time?
//!
//! What must hold:
//!
//! - Keep the signature. `fetch_all` fetches a page for each id, each once, and returns them in the order of the ids.
//! - At any time at most `limit` pages are being fetched (0 counts as 1); and `limit` of them are, as long as there are so many left: whoever is
//!   done makes room for the next one at once, whichever it is.
//! - If a fetch panics, `fetch_all` panics.
//! - When `fetch_all` has returned or panicked, or its future has been dropped, nothing goes on: no page is begun any more, and
//!   those that are being fetched get no further than their next `.await`.
//! - It may run on a runtime with a single thread, beside others, and it can be spawned.

use std::sync::Arc;

use tokio::task::JoinSet;

/// Fetches a page for each id, so many at once.
pub async fn fetch_all<T, F, Fut>(ids: Vec<u64>, limit: usize, fetch: F) -> Vec<T>
where
    F: Fn(u64) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = T> + Send + 'static,
    T: Send + 'static,
{
    let fetch = Arc::new(fetch);
    let mut fetching = JoinSet::new();
    for id in ids {
        // TODO: how many are at work?
        let fetch = Arc::clone(&fetch);
        fetching.spawn(async move { fetch(id).await });
    }
    let _ = limit;
    let mut pages = Vec::new();
    while let Some(page) = fetching.join_next().await {
        // TODO: whose page is this?
        pages.push(page.expect("a fetch panicked"));
    }
    pages
}
