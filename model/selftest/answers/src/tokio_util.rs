//! tokio-util: cancellation and tracking; and how much there is to explore.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

use tokio::runtime::Runtime;
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

fn run<F: Future>(future: F) -> F::Output {
    Runtime::new().unwrap().block_on(future)
}

pub fn a_parent_cancels_its_children() {
    run(async {
        let parent = CancellationToken::new();
        let child = parent.child_token();
        let task = tokio::spawn(async move { child.cancelled().await });
        parent.cancel();
        task.await.unwrap();
        assert!(parent.child_token().is_cancelled());
    });
}

pub fn a_child_does_not_cancel_its_parent() {
    run(async {
        let parent = CancellationToken::new();
        let (one, other) = (parent.child_token(), parent.child_token());
        one.cancel();
        assert!(one.is_cancelled());
        assert!(!parent.is_cancelled() && !other.is_cancelled());
    });
}

/// Waits for the parent, but cancels a child.
pub fn cancels_the_child_and_waits_for_the_parent() {
    run(async {
        let parent = CancellationToken::new();
        let child = parent.child_token();
        let task = tokio::spawn(async move { parent.cancelled().await });
        child.cancel();
        task.await.unwrap();
    });
}

pub fn a_guard_cancels_when_it_is_dropped() {
    run(async {
        let token = CancellationToken::new();
        let data = Arc::new(AtomicU32::new(0));
        let theirs = (token.clone(), data.clone());
        let task = tokio::spawn(async move {
            theirs.0.cancelled().await;
            assert_eq!(theirs.1.load(Relaxed), 1);
        });
        data.store(1, Relaxed);
        drop(token.clone().drop_guard());
        task.await.unwrap();
        let guard = CancellationToken::new().drop_guard();
        assert!(!guard.disarm().is_cancelled());
    });
}

pub fn runs_until_it_is_cancelled() {
    let done = run(async {
        let token = CancellationToken::new();
        let theirs = token.clone();
        let task = tokio::spawn(async move {
            theirs
                .run_until_cancelled(async {
                    tokio::task::yield_now().await;
                    1
                })
                .await
        });
        token.cancel();
        task.await.unwrap()
    });
    model::sometimes("done", done == Some(1));
    model::sometimes("cancelled", done.is_none());
}

/// A loop that only looks between its rounds.
pub fn looks_at_the_token_between_rounds() {
    let rounds = run(async {
        let token = CancellationToken::new();
        let theirs = token.clone();
        let task = tokio::spawn(async move {
            let mut rounds = 0;
            while !theirs.is_cancelled() {
                rounds += 1;
                tokio::task::yield_now().await;
            }
            rounds
        });
        token.cancel();
        task.await.unwrap()
    });
    model::sometimes("none", rounds == 0);
    model::sometimes("one", rounds == 1);
}

pub fn a_tracker_waits_for_all() {
    run(async {
        let tracker = TaskTracker::new();
        let done = Arc::new(AtomicU32::new(0));
        for _ in 0..2 {
            let done = done.clone();
            tracker.spawn(async move {
                done.fetch_add(1, Relaxed);
            });
        }
        tracker.close();
        tracker.wait().await;
        assert_eq!(done.load(Relaxed), 2);
        assert!(tracker.is_closed() && tracker.is_empty());
    });
}

/// Nobody closes it.
pub fn a_tracker_is_left_open() {
    run(async {
        let tracker = TaskTracker::new();
        tracker.spawn(async {});
        tracker.wait().await;
    });
}

// How much there is to explore.

/// Two producers; the consumer drains the channel, also when it is told to stop.
pub fn size_async_drain() {
    run(async {
        let token = CancellationToken::new();
        let (sender, mut receiver) = mpsc::channel(4);
        for i in 1..=2 {
            let (sender, token) = (sender.clone(), token.clone());
            tokio::spawn(async move {
                sender.send(i).await.unwrap();
                token.cancel();
            });
        }
        drop(sender);
        let mut sum = 0;
        loop {
            tokio::select! {
                _ = token.cancelled() => break,
                n = receiver.recv() => match n {
                    Some(n) => sum += n,
                    None => break,
                },
            }
        }
        while let Some(n) = receiver.recv().await {
            sum += n;
        }
        assert_eq!(sum, 3);
    });
}

/// As before, with a task more than workers.
pub fn size_async_drain_of_three() {
    run(async {
        let token = CancellationToken::new();
        let (sender, mut receiver) = mpsc::channel(4);
        for i in 1..=2 {
            let sender = sender.clone();
            tokio::spawn(async move { sender.send(i).await.unwrap() });
        }
        drop(sender);
        let theirs = token.clone();
        let consumer = tokio::spawn(async move {
            let mut sum = 0;
            loop {
                tokio::select! {
                    _ = theirs.cancelled() => break,
                    n = receiver.recv() => match n {
                        Some(n) => sum += n,
                        None => return sum,
                    },
                }
            }
            while let Some(n) = receiver.recv().await {
                sum += n;
            }
            sum
        });
        token.cancel();
        assert_eq!(consumer.await.unwrap(), 3);
    });
}

/// A parent and two children, each with a task that waits for its token.
pub fn size_cancellation_tree() {
    run(async {
        let parent = CancellationToken::new();
        let ended = Arc::new(AtomicU32::new(0));
        let mut tasks = Vec::new();
        for i in 0..3 {
            let token = if i == 0 { parent.clone() } else { parent.child_token() };
            let ended = ended.clone();
            tasks.push(tokio::spawn(async move {
                token.cancelled().await;
                ended.fetch_add(1, Relaxed);
            }));
        }
        parent.cancel();
        for task in tasks {
            task.await.unwrap();
        }
        assert_eq!(ended.load(Relaxed), 3);
    });
}

/// Three tasks in a set; the first to end is known.
pub fn size_join_set() {
    let first = run(async {
        let mut set = JoinSet::new();
        for i in 0..3 {
            set.spawn(async move { i });
        }
        let first = set.join_next().await.unwrap().unwrap();
        while let Some(next) = set.join_next().await {
            assert_ne!(next.unwrap(), first);
        }
        first
    });
    model::sometimes("another one", first == 1);
}
