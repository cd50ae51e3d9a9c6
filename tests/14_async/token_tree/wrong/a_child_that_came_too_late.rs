//@ caught-by: model
//@ says: The child asks whether its parent is cancelled, and is entered into the parent's list afterwards: a cancel in between finds neither.
//@ fails: a_child_in_the_last_moment
//@ kind: deadlock
//@ sort: schedule-only

use std::future::pending;
use std::sync::{Arc, Mutex};

use tokio::time::{Duration, Instant, sleep_until};
use tokio_util::sync::CancellationToken;

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
    token: CancellationToken,
    below: Mutex<Vec<Arc<Node>>>,
}

impl Node {
    fn cancel(&self) {
        self.token.cancel();
        for node in self.below.lock().unwrap().iter() {
            node.cancel();
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

    /// A scope below this one.
    pub fn child(&self) -> Scope {
        let node = Arc::new(Node::default());
        if self.node.token.is_cancelled() {
            node.cancel();
        }
        self.node.below.lock().unwrap().push(node.clone());
        Scope { node, end: self.end }
    }

    /// A scope below this one, with so much time from now on.
    pub fn with_limit(&self, limit: Duration) -> Scope {
        let own = Instant::now().checked_add(limit);
        let end = [self.end, own].into_iter().flatten().min();
        Scope { end, ..self.child() }
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
        tokio::select! {
            biased;
            () = self.node.token.cancelled() => Err(Stopped::Cancelled),
            () = time_is_up => Err(Stopped::TimedOut),
            output = work => Ok(output),
        }
    }
}
