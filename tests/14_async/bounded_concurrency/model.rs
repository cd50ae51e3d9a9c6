//! Are there never more at work than the limit says, whatever the runtime does first?

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use answer::fetch_all;
use tokio::runtime::Runtime;
use tokio::sync::Barrier;
use tokio::task::yield_now;

/// Two pages, one at a time.
pub fn never_too_many() {
    let now = Arc::new(AtomicUsize::new(0));
    let pages = Runtime::new().unwrap().block_on(fetch_all(vec![1, 2], 1, move |id| {
        let now = now.clone();
        async move {
            let others = now.fetch_add(1, Ordering::SeqCst);
            assert_eq!(others, 0, "others at work, with a limit of 1");
            yield_now().await;
            now.fetch_sub(1, Ordering::SeqCst);
            id * 10
        }
    }));
    assert_eq!(pages, [10, 20], "the pages, in the order of their ids");
}

/// Two pages, two at a time: each waits for the other one.
pub fn the_limit_is_reached() {
    let together = Arc::new(Barrier::new(2));
    let pages = Runtime::new().unwrap().block_on(fetch_all(vec![1, 2], 2, move |id| {
        let together = together.clone();
        async move {
            together.wait().await;
            id * 10
        }
    }));
    assert_eq!(pages, [10, 20], "the pages, in the order of their ids");
}
