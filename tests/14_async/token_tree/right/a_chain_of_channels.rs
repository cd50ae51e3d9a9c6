//! A tree without tokens: each scope has a `watch`, and listens to all those above it.

use std::future::{pending, poll_fn};
use std::pin::Pin;
use std::sync::Arc;
use std::task::Poll;

use tokio::sync::watch;
use tokio::time::{Duration, Instant, sleep_until};

/// Why the work was not done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stopped {
    /// By `cancel`.
    Cancelled,
    /// There was no time left.
    TimedOut,
}

/// In which work is run.
pub struct Scope {
    chain: Vec<Arc<watch::Sender<bool>>>,
    end: Option<Instant>,
}

impl Scope {
    /// Without a parent, and without a limit.
    pub fn root() -> Scope {
        Scope { chain: vec![Arc::new(watch::Sender::new(false))], end: None }
    }

    /// A scope below this one.
    pub fn child(&self) -> Scope {
        let mut chain = self.chain.clone();
        chain.push(Arc::new(watch::Sender::new(false)));
        Scope { chain, end: self.end }
    }

    /// A scope below this one, with so much time from now on.
    pub fn with_limit(&self, limit: Duration) -> Scope {
        let end = match (self.end, Instant::now().checked_add(limit)) {
            (Some(end), Some(own)) => Some(end.min(own)),
            (end, own) => end.or(own),
        };
        Scope { end, ..self.child() }
    }

    /// Ends this scope, and all below it.
    pub fn cancel(&self) {
        if let Some(own) = self.chain.last() {
            own.send_replace(true);
        }
    }

    /// As soon as one of the chain is cancelled.
    async fn cancelled(&self) {
        let mut all: Vec<Pin<Box<dyn Future<Output = ()> + Send>>> = Vec::new();
        for sender in &self.chain {
            let mut receiver = sender.subscribe();
            all.push(Box::pin(async move {
                let _ = receiver.wait_for(|cancelled| *cancelled).await;
            }));
        }
        poll_fn(|cx| {
            let one = all.iter_mut().any(|waiting| waiting.as_mut().poll(cx).is_ready());
            if one { Poll::Ready(()) } else { Poll::Pending }
        })
        .await;
    }

    async fn time_is_up(&self) {
        match self.end {
            Some(end) if end <= Instant::now() => {}
            Some(end) => sleep_until(end).await,
            None => pending().await,
        }
    }

    /// Runs the work, as long as the scope lasts.
    pub async fn run<F: Future>(&self, work: F) -> Result<F::Output, Stopped> {
        tokio::select! {
            biased;
            () = self.cancelled() => Err(Stopped::Cancelled),
            () = self.time_is_up() => Err(Stopped::TimedOut),
            output = work => Ok(output),
        }
    }
}
