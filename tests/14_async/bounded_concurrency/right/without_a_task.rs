//! No task at all: so many futures, polled here in turn. What panics panics here, and what is dropped is dropped.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::Poll;

/// Fetches a page for each id, so many at once.
pub async fn fetch_all<T, F, Fut>(ids: Vec<u64>, limit: usize, fetch: F) -> Vec<T>
where
    F: Fn(u64) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = T> + Send + 'static,
    T: Send + 'static,
{
    let mut pages: Vec<Option<T>> = ids.iter().map(|_| None).collect();
    let mut left = ids.into_iter().enumerate();
    let mut fetching: Vec<(usize, Pin<Box<Fut>>)> = Vec::new();
    poll_fn(|cx| {
        loop {
            while fetching.len() < limit.max(1)
                && let Some((at, id)) = left.next()
            {
                fetching.push((at, Box::pin(fetch(id))));
            }
            let before = fetching.len();
            fetching.retain_mut(|(at, page)| match page.as_mut().poll(cx) {
                Poll::Ready(page) => {
                    pages[*at] = Some(page);
                    false
                }
                Poll::Pending => true,
            });
            if fetching.is_empty() && left.len() == 0 {
                return Poll::Ready(());
            }
            if fetching.len() == before {
                return Poll::Pending;
            }
        }
    })
    .await;
    pages.into_iter().map(|page| page.unwrap()).collect()
}
