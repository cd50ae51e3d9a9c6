//! `unbounded_channel`: a real channel with a bound that nobody reaches, because that one can be sent into in two steps. The
//! real one without a bound does the same in its `send`: it counts the value, and brings it then.

use std::fmt;
use std::future::{Future, poll_fn};
use std::panic::Location;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::task::{Context, Poll};

use model::rt::ends::Mark;
use model::rt::{self, Loc};
use tokio::sync::Semaphore;
use tokio::sync::mpsc as real;

use super::error::{SendError, TryRecvError};
use super::{LEAVING, nth, received, received_many};
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
    real: Option<real::Sender<T>>,
    channel: Arc<Channel>,
    mark: Mark,
}

/// A sending end that does not keep the channel open.
pub struct WeakUnboundedSender<T> {
    real: real::WeakSender<T>,
    channel: Arc<Channel>,
}

/// The receiving end.
pub struct UnboundedReceiver<T> {
    real: Option<real::Receiver<T>>,
    channel: Arc<Channel>,
    /// How many values so far.
    received: usize,
    /// Closed from this end.
    shut: bool,
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
    let (sender, receiver) = real::channel(Semaphore::MAX_PERMITS);
    let mark = Mark::new(channel.object.id(), created);
    (
        UnboundedSender { real: Some(sender), channel: channel.clone(), mark },
        UnboundedReceiver { real: Some(receiver), channel, received: 0, shut: false },
    )
}

impl<T> UnboundedSender<T> {
    fn real(&self) -> &real::Sender<T> {
        self.real.as_ref().expect("it is there until it is dropped")
    }

    /// Sends; the error gives the value back when nobody will receive it.
    #[track_caller]
    pub fn send(&self, message: T) -> Result<(), SendError<T>> {
        let (channel, loc) = (&self.channel, Location::caller());
        self.mark.used(loc);
        let whole = !channel.object.is_halved();
        channel.object.step(if whole { "send" } else { "reserve" }, loc);
        // As long as it is open there is room.
        let Ok(room) = channel.object.attempt(|| self.real().try_reserve()) else {
            channel.object.log("send", "closed", loc);
            return Err(SendError(message));
        };
        if !whole {
            channel.object.log("reserve", "has room", loc);
            channel.object.step("send", loc);
        }
        channel.object.touch_if_watched(nth(channel.sent.fetch_add(1, Relaxed)));
        channel.object.act(|| room.send(message));
        channel.object.log("send", "sent", loc);
        Ok(())
    }
}

impl<T> UnboundedReceiver<T> {
    fn real(&self) -> &real::Receiver<T> {
        self.real.as_ref().expect("it is there until it is dropped")
    }

    fn parts(&mut self, loc: Loc) -> (&mut real::Receiver<T>, &Channel, Loc) {
        (self.real.as_mut().expect("it is there until it is dropped"), &self.channel, loc)
    }
}

super::receiver!(UnboundedReceiver);
super::senders!(UnboundedSender, WeakUnboundedSender);
