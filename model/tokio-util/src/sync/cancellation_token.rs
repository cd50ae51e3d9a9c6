//! `CancellationToken`: the real tree of tokens. A token that is cancelled stays so, and its children with it; when
//! that happens is told by a step only if somebody looks without waiting, or does something else while they wait.

use std::fmt;
use std::future::{Future, poll_fn};
use std::panic::Location;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll};

use model::rt::Loc;
use model_tokio::__private::Object;
use tokio_util::sync as real;

use super::{DropGuard, DropGuardRef};

/// Tells tasks to stop.
pub struct CancellationToken {
    /// `None` while it is dropped.
    real: Option<real::CancellationToken>,
    /// That of the whole tree: who cancels a parent cancels the children.
    object: Arc<Object>,
}

impl CancellationToken {
    /// A token without a parent.
    #[track_caller]
    pub fn new() -> CancellationToken {
        CancellationToken {
            real: Some(real::CancellationToken::new()),
            object: Arc::new(Object::new("CancellationToken", Location::caller())),
        }
    }

    fn real(&self) -> &real::CancellationToken {
        self.real.as_ref().expect("it is there until it is dropped")
    }

    /// A token that is cancelled with this one, but does not cancel it.
    pub fn child_token(&self) -> CancellationToken {
        // Nobody can notice: it is cancelled when this one is, be it before or after.
        let real = Some(self.object.act(|| self.real().child_token()));
        CancellationToken { real, object: self.object.clone() }
    }

    /// Cancels it, and all its children.
    #[track_caller]
    pub fn cancel(&self) {
        self.cancel_at(Location::caller());
    }

    pub(super) fn cancel_at(&self, loc: Loc) {
        // Once is enough: nobody can tell when it is cancelled again.
        if !self.real().is_cancelled() {
            self.object.step_if_watched("cancel", loc);
        }
        self.object.log("cancel", "cancelled", loc);
        self.object.act(|| self.real().cancel());
    }

    /// Whether it is cancelled.
    #[track_caller]
    pub fn is_cancelled(&self) -> bool {
        self.is_cancelled_at(Location::caller())
    }

    fn is_cancelled_at(&self, loc: Loc) -> bool {
        self.object.try_look("is_cancelled", loc);
        let cancelled = self.real().is_cancelled();
        if !cancelled {
            self.object.missed(loc);
        }
        self.object.log_bool("is_cancelled", cancelled, loc);
        cancelled
    }

    /// Waits until it is cancelled.
    #[track_caller]
    pub fn cancelled(&self) -> WaitForCancellationFuture<'_> {
        let real = Box::pin(self.real().cancelled());
        WaitForCancellationFuture { real, object: &self.object, created: Location::caller() }
    }

    /// Waits until it is cancelled, borrowing nothing.
    #[track_caller]
    pub fn cancelled_owned(self) -> WaitForCancellationFutureOwned {
        let real = Box::pin(self.real().clone().cancelled_owned());
        let created = Location::caller();
        WaitForCancellationFutureOwned { real: Some(real), object: self.object.clone(), created }
    }

    /// Cancels it when the guard is dropped.
    #[track_caller]
    pub fn drop_guard(self) -> DropGuard {
        DropGuard { inner: Some(self), created: Location::caller() }
    }

    /// Cancels it when the guard is dropped, which borrows it.
    #[track_caller]
    pub fn drop_guard_ref(&self) -> DropGuardRef<'_> {
        DropGuardRef { inner: Some(self), created: Location::caller() }
    }

    /// The future's output, unless it is cancelled before.
    #[track_caller]
    pub fn run_until_cancelled<F>(&self, fut: F) -> impl Future<Output = Option<F::Output>>
    where
        F: Future,
    {
        self.run_at(fut, Location::caller())
    }

    /// The future's output, unless it is cancelled before; borrows nothing.
    #[track_caller]
    pub fn run_until_cancelled_owned<F>(self, fut: F) -> impl Future<Output = Option<F::Output>>
    where
        F: Future,
    {
        let loc = Location::caller();
        async move { self.run_at(fut, loc).await }
    }

    async fn run_at<F: Future>(&self, fut: F, loc: Loc) -> Option<F::Output> {
        if self.is_cancelled_at(loc) {
            return None;
        }
        let cancelled = Box::pin(self.real().cancelled());
        let mut cancelled =
            WaitForCancellationFuture { real: cancelled, object: &self.object, created: loc };
        let mut fut = pin!(fut);
        poll_fn(move |cx| {
            if let Poll::Ready(output) = fut.as_mut().poll(cx) {
                return Poll::Ready(Some(output));
            }
            Pin::new(&mut cancelled).poll(cx).map(|()| None)
        })
        .await
    }
}

impl Default for CancellationToken {
    #[track_caller]
    fn default() -> CancellationToken {
        CancellationToken::new()
    }
}

impl Clone for CancellationToken {
    /// The same token.
    fn clone(&self) -> CancellationToken {
        CancellationToken { real: Some(self.real().clone()), object: self.object.clone() }
    }
}

impl Drop for CancellationToken {
    fn drop(&mut self) {
        let real = self.real.take();
        self.object.forget(real);
    }
}

impl PartialEq for CancellationToken {
    fn eq(&self, other: &CancellationToken) -> bool {
        self.real() == other.real()
    }
}

impl Eq for CancellationToken {}

impl fmt::Debug for CancellationToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CancellationToken")
            .field("is_cancelled", &self.real().is_cancelled())
            .finish()
    }
}

/// Ready when the token is cancelled.
#[must_use = "futures do nothing unless polled"]
pub struct WaitForCancellationFuture<'a> {
    real: Pin<Box<real::WaitForCancellationFuture<'a>>>,
    object: &'a Object,
    created: Loc,
}

/// Ready when the token is cancelled; borrows nothing.
#[must_use = "futures do nothing unless polled"]
pub struct WaitForCancellationFutureOwned {
    /// `None` while it is dropped.
    real: Option<Pin<Box<real::WaitForCancellationFutureOwned>>>,
    object: Arc<Object>,
    created: Loc,
}

impl Future for WaitForCancellationFuture<'_> {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let Self { real, object, created } = &mut *self;
        object.poll_look("cancelled", created, |()| "cancelled", || real.as_mut().poll(cx))
    }
}

impl Future for WaitForCancellationFutureOwned {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let Self { real, object, created } = &mut *self;
        let Some(real) = real else { return Poll::Ready(()) };
        object.poll_look("cancelled", created, |()| "cancelled", || real.as_mut().poll(cx))
    }
}

impl Drop for WaitForCancellationFutureOwned {
    fn drop(&mut self) {
        let real = self.real.take();
        self.object.forget(real);
    }
}

impl fmt::Debug for WaitForCancellationFuture<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WaitForCancellationFuture").finish()
    }
}

impl fmt::Debug for WaitForCancellationFutureOwned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WaitForCancellationFutureOwned").finish()
    }
}
