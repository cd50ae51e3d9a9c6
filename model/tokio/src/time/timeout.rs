//! `timeout`.

use std::fmt;
use std::future::{Future, IntoFuture};
use std::panic::Location;
use std::pin::Pin;
use std::task::{Context, Poll};

use model::rt::{self, Event, Value};
use pin_project_lite::pin_project;

use super::{Duration, Instant, Sleep};

pin_project! {
    /// A future, or the end of the time that it has.
    #[must_use = "futures do nothing unless you `.await` or poll them"]
    #[derive(Debug)]
    pub struct Timeout<T> {
        #[pin]
        value: T,
        delay: Sleep,
        created: rt::Loc,
    }
}

/// The future's output, unless that takes longer. The future is asked first.
#[track_caller]
pub fn timeout<F: IntoFuture>(duration: Duration, future: F) -> Timeout<F::IntoFuture> {
    timeout_at(Instant::after(duration, "timeout", Location::caller()), future)
}

/// The future's output, unless it comes later than that.
#[track_caller]
pub fn timeout_at<F: IntoFuture>(deadline: Instant, future: F) -> Timeout<F::IntoFuture> {
    let created = Location::caller();
    Timeout { value: future.into_future(), delay: Sleep::new(deadline, created), created }
}

impl<T> Timeout<T> {
    /// The future.
    pub fn get_ref(&self) -> &T {
        &self.value
    }

    /// The future.
    pub fn get_mut(&mut self) -> &mut T {
        &mut self.value
    }

    /// The future.
    pub fn into_inner(self) -> T {
        self.value
    }
}

impl<T: Future> Future for Timeout<T> {
    type Output = Result<T::Output, Elapsed>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        rt::task::selects();
        if let Poll::Ready(output) = this.value.poll(cx) {
            return Poll::Ready(Ok(output));
        }
        if this.delay.poll_elapsed(cx).is_pending() {
            // What it waits for is the future; the time is only how long.
            return Poll::Pending;
        }
        rt::log(Event::new("timeout", *this.created).value(Value::Text("elapsed")));
        Poll::Ready(Err(Elapsed(())))
    }
}

/// There was no more time.
#[derive(Debug, PartialEq, Eq)]
pub struct Elapsed(());

impl fmt::Display for Elapsed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("deadline has elapsed")
    }
}

impl std::error::Error for Elapsed {}

impl From<Elapsed> for std::io::Error {
    fn from(_: Elapsed) -> std::io::Error {
        std::io::ErrorKind::TimedOut.into()
    }
}
