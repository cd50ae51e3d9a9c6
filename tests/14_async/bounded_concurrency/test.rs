//! Are all pages there, and never too many, and never too few, at work?
//@ deadline: 8s

use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use answer::fetch_all;
use harness::Rng;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::{Barrier, Semaphore};
use tokio::task::yield_now;

/// One thread, which does everything.
fn one_thread() -> Runtime {
    Builder::new_current_thread().enable_all().build().expect("a runtime")
}

/// Lets everybody else on this thread do all that they can do.
async fn let_others_go_on() {
    for _ in 0..64 {
        yield_now().await;
    }
}

/// Polls a future as long as others can do something; whether it has ended.
async fn give_a_chance<F: Future>(mut future: Pin<&mut F>) -> Option<F::Output> {
    tokio::select! {
        biased;
        output = &mut future => Some(output),
        () = let_others_go_on() => None,
    }
}

/// How many are at work, and were at most; how often each was begun, and how many came to their end.
#[derive(Default)]
struct Seen {
    now: AtomicUsize,
    most: AtomicUsize,
    begun: AtomicUsize,
    ended: AtomicUsize,
}

impl Seen {
    fn begin(&self) {
        self.begun.fetch_add(1, Ordering::SeqCst);
        let now = self.now.fetch_add(1, Ordering::SeqCst) + 1;
        self.most.fetch_max(now, Ordering::SeqCst);
    }

    fn end(&self) {
        self.now.fetch_sub(1, Ordering::SeqCst);
        self.ended.fetch_add(1, Ordering::SeqCst);
    }
}

/// Pages that take different times: all of them are there, in the order of the ids.
pub fn pages_are_in_order(seed: u64) -> Vec<u64> {
    let mut rng = Rng::new(seed);
    let len = rng.below(20) as usize;
    let limit = rng.below(6) as usize;
    let ids = rng.vec(len);
    one_thread().block_on(fetch_all(ids, limit, move |id| async move {
        for _ in 0..id % 7 {
            yield_now().await;
        }
        id.rotate_left(9) ^ seed
    }))
}

fn most_at_work(pages: u64, limit: usize) -> (usize, usize) {
    let seen = Arc::new(Seen::default());
    let theirs = seen.clone();
    let fetched = one_thread().block_on(fetch_all((0..pages).collect(), limit, move |id| {
        let seen = theirs.clone();
        async move {
            seen.begin();
            for _ in 0..1 + id % 5 {
                yield_now().await;
            }
            seen.end();
            id
        }
    }));
    assert!(fetched.into_iter().eq(0..pages), "the pages, in the order of their ids");
    (seen.begun.load(Ordering::SeqCst), seen.most.load(Ordering::SeqCst))
}

/// Never more than the limit are at work, each is fetched once, and a limit of 0 counts as 1.
pub fn never_too_many() {
    for (pages, limit) in [(0, 3), (1, 3), (20, 3), (20, 1), (3, 20)] {
        let (begun, most) = most_at_work(pages, limit);
        assert_eq!(begun as u64, pages, "pages begun, of {pages}");
        assert!(most <= limit, "{most} pages at work, with a limit of {limit}");
    }
    assert_eq!(most_at_work(5, 0), (5, 1), "pages begun, and at work at once, with a limit of 0");
}

/// As many as the limit says really are at work at the same time: each waits for the others.
pub fn the_limit_is_reached() {
    let together = Arc::new(Barrier::new(4));
    let fetched = one_thread().block_on(fetch_all((0..8).collect(), 4, move |id| {
        let together = together.clone();
        async move {
            together.wait().await;
            id
        }
    }));
    assert!(fetched.into_iter().eq(0..8), "the pages, in the order of their ids");
}

/// The first page is slow: it waits until all others are there. They are fetched meanwhile.
pub fn a_slow_page_holds_up_nobody() {
    let others = Arc::new(Semaphore::new(0));
    let fetched = one_thread().block_on(fetch_all((0..9).collect(), 2, move |id| {
        let others = others.clone();
        async move {
            if id == 0 {
                others.acquire_many(8).await.expect("it is never closed").forget();
            } else {
                yield_now().await;
                others.add_permits(1);
            }
            id
        }
    }));
    assert!(fetched.into_iter().eq(0..9), "the pages, in the order of their ids");
}

/// The caller leaves while two are at work: neither comes to its end, and no other one is begun.
pub fn who_leaves_stops_all() {
    let (seen, gate) = (Arc::new(Seen::default()), Arc::new(Semaphore::new(0)));
    one_thread().block_on(async {
        let (theirs, theirs_gate) = (seen.clone(), gate.clone());
        {
            let fetching = pin!(fetch_all((0..6).collect(), 2, move |id| {
                let (seen, gate) = (theirs.clone(), theirs_gate.clone());
                async move {
                    seen.begin();
                    gate.acquire().await.expect("it is never closed").forget();
                    yield_now().await;
                    seen.end();
                    id
                }
            }));
            assert_eq!(give_a_chance(fetching).await, None, "no page can be there");
            assert_eq!(seen.begun.load(Ordering::SeqCst), 2, "pages that are being fetched");
        }
        gate.add_permits(6);
        let_others_go_on().await;
    });
    assert_eq!(seen.begun.load(Ordering::SeqCst), 2, "pages begun, all in all");
    assert_eq!(seen.ended.load(Ordering::SeqCst), 0, "pages that were fetched to their end");
}

/// A fetch panics: so does `fetch_all`, and then nothing goes on.
pub fn a_panic_is_told() {
    let seen = Arc::new(Seen::default());
    one_thread().block_on(async {
        let theirs = seen.clone();
        let all = tokio::spawn(fetch_all((0..40).collect(), 2, move |id| {
            let seen = theirs.clone();
            async move {
                seen.begin();
                for _ in 0..3 {
                    yield_now().await;
                }
                assert!(id != 1, "this page is broken on purpose");
                seen.end();
                id
            }
        }));
        assert!(all.await.is_err(), "a fetch has panicked, and `fetch_all` returned pages");
        // What is aborted gets as far as its next `.await`.
        yield_now().await;
        let (begun, ended) = (&seen.begun, &seen.ended);
        let then = (begun.load(Ordering::SeqCst), ended.load(Ordering::SeqCst));
        let_others_go_on().await;
        let later = (begun.load(Ordering::SeqCst), ended.load(Ordering::SeqCst));
        assert_eq!(later, then, "pages begun and ended, after the panic and later");
    });
}

/// An id that is in the list more than once has a page for each time.
pub fn twice_is_two_pages() {
    for limit in [1, 2, 8] {
        let begun = Arc::new(AtomicUsize::new(0));
        let theirs = begun.clone();
        let pages = one_thread().block_on(fetch_all(vec![7, 3, 7, 7, 3], limit, move |id| {
            let begun = theirs.clone();
            async move {
                begun.fetch_add(1, Ordering::SeqCst);
                yield_now().await;
                id * 10
            }
        }));
        assert_eq!(pages, [70, 30, 70, 70, 30], "a page for each id, with a limit of {limit}");
        assert_eq!(begun.load(Ordering::SeqCst), 5, "pages begun");
    }
}
