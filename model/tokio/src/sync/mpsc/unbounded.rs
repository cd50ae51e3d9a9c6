//! `unbounded_channel`.

use std::fmt;
use std::future::{Future, poll_fn};
use std::panic::Location;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::task::{Context, Poll};

use model::rt::ends::Mark;
use model::rt::{self, Loc};
use tokio::sync::mpsc as real;

use super::error::{SendError, TryRecvError};
use super::{LEAVING, nth, received, received_many, sent};
use crate::exec::{self, real as real_op};
use crate::sync::object::{Awaited, Object, Polls};

/// What both ends share.
struct Channel {
    object: Object,
    created: Loc,
    /// How many values so far. A real atomic: between two steps.
    sent: AtomicUsize,
}

/// The sending end.
pub struct UnboundedSender<T> {
    real: Option<real::UnboundedSender<T>>,
    channel: Arc<Channel>,
    mark: Mark,
}

/// A sending end that does not keep the channel open.
pub struct WeakUnboundedSender<T> {
    real: real::WeakUnboundedSender<T>,
    channel: Arc<Channel>,
}

/// The receiving end.
pub struct UnboundedReceiver<T> {
    real: Option<real::UnboundedReceiver<T>>,
    channel: Arc<Channel>,
    /// How many values so far.
    received: usize,
}

/// A channel without a bound.
#[track_caller]
pub fn unbounded_channel<T>() -> (UnboundedSender<T>, UnboundedReceiver<T>) {
    let created = Location::caller();
    let channel = Arc::new(Channel {
        object: Object::new("channel", created),
        created,
        sent: AtomicUsize::new(0),
    });
    let (sender, receiver) = real::unbounded_channel();
    let mark = Mark::new(channel.object.id(), created);
    (
        UnboundedSender { real: Some(sender), channel: channel.clone(), mark },
        UnboundedReceiver { real: Some(receiver), channel, received: 0 },
    )
}

impl<T> UnboundedSender<T> {
    fn real(&self) -> &real::UnboundedSender<T> {
        self.real.as_ref().expect("it is there until it is dropped")
    }

    /// Sends; the error gives the value back when nobody will receive it.
    #[track_caller]
    pub fn send(&self, message: T) -> Result<(), SendError<T>> {
        let loc = Location::caller();
        self.mark.used(loc);
        self.channel.object.step("send", loc);
        self.channel.object.touch_if_watched(nth(self.channel.sent.load(Relaxed)));
        let result = self.channel.object.act(|| self.real().send(message));
        self.channel.sent.fetch_add(usize::from(result.is_ok()), Relaxed);
        self.channel.object.log("send", sent(&result), loc);
        result
    }
}

impl<T> UnboundedReceiver<T> {
    fn real(&self) -> &real::UnboundedReceiver<T> {
        self.real.as_ref().expect("it is there until it is dropped")
    }

    fn parts(&mut self, loc: Loc) -> (&mut real::UnboundedReceiver<T>, &Channel, Loc) {
        (self.real.as_mut().expect("it is there until it is dropped"), &self.channel, loc)
    }
}

super::receiver!(UnboundedReceiver);
super::senders!(UnboundedSender, WeakUnboundedSender);
