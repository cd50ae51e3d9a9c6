//! `oneshot`: the real one behind steps. Whether a value comes before the receiver leaves is told by a step of
//! each; when it comes is not, unless somebody looks.

use std::fmt;
use std::future::Future;
use std::panic::Location;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use model::rt::Loc;
use tokio::sync::oneshot as real;

use crate::exec;
use crate::sync::object::{Awaited, Object, Polls};

/// The errors are the real ones.
pub mod error {
    pub use tokio::sync::oneshot::error::{RecvError, TryRecvError};
}

use error::{RecvError, TryRecvError};

struct Channel {
    object: Object,
    created: Loc,
}

/// The sending end.
pub struct Sender<T> {
    real: Option<real::Sender<T>>,
    channel: Arc<Channel>,
}

/// The receiving end: a future.
pub struct Receiver<T> {
    /// `None` once it was ready.
    real: Option<real::Receiver<T>>,
    channel: Arc<Channel>,
}

/// A channel for one value.
#[track_caller]
pub fn channel<T>() -> (Sender<T>, Receiver<T>) {
    let created = Location::caller();
    let channel = Arc::new(Channel { object: Object::new("oneshot", created), created });
    let (sender, receiver) = real::channel();
    (
        Sender { real: Some(sender), channel: channel.clone() },
        Receiver { real: Some(receiver), channel },
    )
}

impl<T> Sender<T> {
    fn real(&mut self) -> &mut real::Sender<T> {
        self.real.as_mut().expect("it is there until it is used")
    }

    /// Sends; gives the value back when nobody will receive it.
    #[track_caller]
    pub fn send(mut self, t: T) -> Result<(), T> {
        let loc = Location::caller();
        let real = self.real.take().expect("it is there until it is used");
        self.channel.object.step("send", loc);
        let result = self.channel.object.act(|| real.send(t));
        self.channel.object.log("send", if result.is_ok() { "sent" } else { "closed" }, loc);
        result
    }

    /// Waits until nobody will receive.
    #[track_caller]
    pub fn closed(&mut self) -> impl Future<Output = ()> {
        let loc = Location::caller();
        let channel = self.channel.clone();
        let closed = self.real().closed();
        async move {
            let object = &channel.object;
            Awaited::new(closed, object, Polls::Looks, "closed", loc, |()| "closed").await
        }
    }

    /// Whether nobody will receive.
    #[track_caller]
    pub fn is_closed(&self) -> bool {
        let loc = Location::caller();
        self.channel.object.try_look("is_closed", loc);
        let closed = self.real.as_ref().is_none_or(real::Sender::is_closed);
        if !closed {
            self.channel.object.missed(loc);
        }
        self.channel.object.log_bool("is_closed", closed, loc);
        closed
    }

    /// As `closed`, for a future that is polled by hand.
    #[track_caller]
    pub fn poll_closed(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let loc = Location::caller();
        let Sender { real, channel } = self;
        let real = real.as_mut().expect("it is there until it is used");
        channel.object.poll_look("poll_closed", loc, |()| "closed", || real.poll_closed(cx))
    }
}

impl<T> Drop for Sender<T> {
    fn drop(&mut self) {
        let Some(real) = self.real.take() else { return };
        let loc = self.channel.created;
        self.channel.object.step_if_watched("close", loc);
        self.channel.object.log("close", "sender dropped", loc);
        self.channel.object.act(|| drop(real));
    }
}

impl<T> fmt::Debug for Sender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sender").finish_non_exhaustive()
    }
}

impl<T> Receiver<T> {
    /// No value will be accepted any more; one that was sent can still be received.
    #[track_caller]
    pub fn close(&mut self) {
        let loc = Location::caller();
        let Some(real) = &mut self.real else { return };
        self.channel.object.step("close", loc);
        self.channel.object.log("close", "closed", loc);
        self.channel.object.act(|| real.close());
    }

    /// The value, if it is there.
    #[track_caller]
    pub fn try_recv(&mut self) -> Result<T, TryRecvError> {
        let loc = Location::caller();
        let Some(real) = &mut self.real else { return Err(TryRecvError::Closed) };
        self.channel.object.try_look("try_recv", loc);
        let came = self.channel.object.attempt(|| real.try_recv());
        let text = match &came {
            Ok(_) => "received",
            Err(TryRecvError::Empty) => "empty",
            Err(TryRecvError::Closed) => "closed",
        };
        if let Err(TryRecvError::Empty) = came {
            self.channel.object.missed(loc);
        } else {
            self.real = None;
        }
        self.channel.object.log("try_recv", text, loc);
        came
    }

    /// Waits for the value by blocking this thread.
    #[track_caller]
    pub fn blocking_recv(self) -> Result<T, RecvError> {
        exec::blocking(self)
    }

    /// Whether it was received, or will never be.
    #[track_caller]
    pub fn is_terminated(&self) -> bool {
        self.real.is_none()
    }

    /// Whether the value is not there.
    #[track_caller]
    pub fn is_empty(&self) -> bool {
        let loc = Location::caller();
        self.channel.object.try_look("is_empty", loc);
        let empty = self.real.as_ref().is_none_or(real::Receiver::is_empty);
        if empty {
            self.channel.object.missed(loc);
        }
        self.channel.object.log_bool("is_empty", empty, loc);
        empty
    }
}

impl<T> Future for Receiver<T> {
    type Output = Result<T, RecvError>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<T, RecvError>> {
        let Receiver { real, channel } = &mut *self;
        let Some(receiver) = real else { panic!("called after complete") };
        let loc = channel.created;
        let came = |came: &Result<T, RecvError>| if came.is_ok() { "received" } else { "closed" };
        let polled = channel.object.poll_look("await", loc, came, || Pin::new(receiver).poll(cx));
        if polled.is_ready() {
            *real = None;
        }
        polled
    }
}

impl<T> Drop for Receiver<T> {
    fn drop(&mut self) {
        let Some(real) = self.real.take() else { return };
        let loc = self.channel.created;
        self.channel.object.step("close", loc);
        self.channel.object.log("close", "receiver dropped", loc);
        self.channel.object.act(|| drop(real));
    }
}

impl<T> Unpin for Receiver<T> {}

impl<T> fmt::Debug for Receiver<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receiver").finish_non_exhaustive()
    }
}
