//@ caught-by: test
//@ says: `notify_one` wakes one of those who wait. Where several works run in one scope, the others do not hear that it was cancelled. `notify_waiters` wakes all.
//@ fails: all_who_run_in_it_hear_of_it
//@ sort: boundary

use std::future::pending;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, Weak};

use tokio::sync::Notify;
use tokio::time::{Duration, Instant, sleep_until};

/// Why the work was not done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stopped {
    /// By `cancel`.
    Cancelled,
    /// There was no time left.
    TimedOut,
}

#[derive(Default)]
struct Node {
    cancelled: AtomicBool,
    bell: Notify,
    children: Mutex<Vec<Weak<Node>>>,
    /// It is there as long as somebody is below it: who cancels above it gets past it.
    _parent: Option<Arc<Node>>,
}

impl Node {
    fn cancel(&self) {
        let children = self.children.lock().unwrap();
        self.cancelled.store(true, Ordering::SeqCst);
        self.bell.notify_one();
        for child in children.iter().filter_map(Weak::upgrade) {
            child.cancel();
        }
    }
}

/// In which work is run.
pub struct Scope {
    node: Arc<Node>,
    end: Option<Instant>,
}

impl Scope {
    /// Without a parent, and without a limit.
    pub fn root() -> Scope {
        Scope { node: Arc::default(), end: None }
    }

    fn below(&self, end: Option<Instant>) -> Scope {
        let node = Arc::new(Node { _parent: Some(self.node.clone()), ..Node::default() });
        let mut children = self.node.children.lock().unwrap();
        if self.node.cancelled.load(Ordering::SeqCst) {
            node.cancel();
        } else {
            // Requests come and go.
            children.retain(|child| child.strong_count() > 0);
            children.push(Arc::downgrade(&node));
        }
        drop(children);
        Scope { node, end }
    }

    /// A scope below this one.
    pub fn child(&self) -> Scope {
        self.below(self.end)
    }

    /// A scope below this one, with so much time from now on.
    pub fn with_limit(&self, limit: Duration) -> Scope {
        let own = Instant::now().checked_add(limit);
        self.below([self.end, own].into_iter().flatten().min())
    }

    /// Ends this scope, and all below it.
    pub fn cancel(&self) {
        self.node.cancel();
    }

    /// Runs the work, as long as the scope lasts.
    pub async fn run<F: Future>(&self, work: F) -> Result<F::Output, Stopped> {
        let time_is_up = async {
            match self.end {
                Some(end) if end <= Instant::now() => {}
                Some(end) => sleep_until(end).await,
                None => pending().await,
            }
        };
        let cancelled = async {
            while !self.node.cancelled.load(Ordering::SeqCst) {
                self.node.bell.notified().await;
            }
        };
        tokio::select! {
            biased;
            () = cancelled => Err(Stopped::Cancelled),
            () = time_is_up => Err(Stopped::TimedOut),
            output = work => Ok(output),
        }
    }
}
