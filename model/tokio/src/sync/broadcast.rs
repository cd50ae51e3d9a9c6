//! `broadcast`: the real channel behind steps. As long as there is room for all that was ever sent, nobody can lag
//! behind, so that receiving is no step.

use std::fmt;
use std::future::Future;
use std::panic::Location;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use model::rt::Loc;
use tokio::sync::broadcast as real;

use super::object::{Awaited, Object, Polls};
use crate::exec;

/// The errors are the real ones.
pub mod error {
    pub use tokio::sync::broadcast::error::{RecvError, SendError, TryRecvError};
}

use error::{RecvError, SendError, TryRecvError};

/// What all ends share.
struct Channel {
    object: Object,
    created: Loc,
    capacity: usize,
    /// Values that were ever sent. A real atomic: between two steps.
    sent: AtomicUsize,
}

/// The sending end.
pub struct Sender<T> {
    real: Option<real::Sender<T>>,
    channel: Arc<Channel>,
}

/// A sending end that does not keep the channel open.
pub struct WeakSender<T> {
    real: real::WeakSender<T>,
    channel: Arc<Channel>,
}

/// A receiving end, which gets all that is sent from its creation on.
pub struct Receiver<T> {
    real: Option<real::Receiver<T>>,
    channel: Arc<Channel>,
}

/// A channel that keeps the latest `capacity` values.
#[track_caller]
pub fn channel<T: Clone>(capacity: usize) -> (Sender<T>, Receiver<T>) {
    let channel = Channel::new(capacity, Location::caller());
    let (sender, receiver) = real::channel(capacity);
    (
        Sender { real: Some(sender), channel: channel.clone() },
        Receiver { real: Some(receiver), channel },
    )
}

impl Channel {
    fn new(capacity: usize, created: Loc) -> Arc<Channel> {
        let sent = AtomicUsize::new(0);
        Arc::new(Channel { object: Object::new("broadcast", created), created, capacity, sent })
    }
}

impl<T> Sender<T> {
    /// A sender without receivers.
    #[track_caller]
    pub fn new(capacity: usize) -> Sender<T> {
        let channel = Channel::new(capacity, Location::caller());
        Sender { real: Some(real::Sender::new(capacity)), channel }
    }

    fn real(&self) -> &real::Sender<T> {
        self.real.as_ref().expect("it is there until it is dropped")
    }

    /// Sends to all receivers; says to how many, or gives the value back when there are none.
    #[track_caller]
    pub fn send(&self, value: T) -> Result<usize, SendError<T>> {
        let loc = Location::caller();
        let channel = &self.channel;
        if channel.sent.fetch_add(1, Relaxed) >= channel.capacity {
            channel.object.count();
        }
        channel.object.step("send", loc);
        let result = channel.object.act(|| self.real().send(value));
        match &result {
            Ok(receivers) => channel.object.log_number("send", *receivers, loc),
            Err(_) => channel.object.log("send", "closed", loc),
        }
        result
    }

    /// Another receiver, for what is sent from now on.
    #[track_caller]
    pub fn subscribe(&self) -> Receiver<T> {
        let loc = Location::caller();
        self.channel.object.step("subscribe", loc);
        let real = self.channel.object.act(|| self.real().subscribe());
        self.channel.object.log("subscribe", "subscribed", loc);
        Receiver { real: Some(real), channel: self.channel.clone() }
    }

    /// A sender that does not keep the channel open.
    #[track_caller]
    pub fn downgrade(&self) -> WeakSender<T> {
        self.channel.object.look("downgrade", Location::caller());
        WeakSender { real: self.real().downgrade(), channel: self.channel.clone() }
    }

    /// Values that somebody has not received.
    #[track_caller]
    pub fn len(&self) -> usize {
        let loc = Location::caller();
        self.channel.object.count();
        self.channel.object.try_look("len", loc);
        let len = self.real().len();
        self.channel.object.missed(loc);
        self.channel.object.log_number("len", len, loc);
        len
    }

    /// Whether everybody has received everything.
    #[track_caller]
    pub fn is_empty(&self) -> bool {
        let loc = Location::caller();
        self.channel.object.count();
        self.channel.object.try_look("is_empty", loc);
        let empty = self.real().is_empty();
        self.channel.object.missed(loc);
        self.channel.object.log_bool("is_empty", empty, loc);
        empty
    }

    /// How many receivers there are.
    #[track_caller]
    pub fn receiver_count(&self) -> usize {
        let loc = Location::caller();
        self.channel.object.try_look("receiver_count", loc);
        let count = self.real().receiver_count();
        self.channel.object.missed(loc);
        self.channel.object.log_number("receiver_count", count, loc);
        count
    }

    /// Whether both send into the same channel.
    pub fn same_channel(&self, other: &Self) -> bool {
        self.real().same_channel(other.real())
    }

    /// Waits until there are no receivers.
    #[track_caller]
    pub fn closed(&self) -> impl Future<Output = ()> {
        let (closed, loc) = (self.real().closed(), Location::caller());
        Awaited::new(closed, &self.channel.object, Polls::Looks, "closed", loc, |()| "closed")
    }

    /// Senders that keep it open.
    #[track_caller]
    pub fn strong_count(&self) -> usize {
        self.channel.object.look("strong_count", Location::caller());
        self.real().strong_count()
    }

    /// Senders that do not.
    #[track_caller]
    pub fn weak_count(&self) -> usize {
        self.channel.object.look("weak_count", Location::caller());
        self.real().weak_count()
    }
}

impl<T> Clone for Sender<T> {
    fn clone(&self) -> Sender<T> {
        // Nobody can notice: whoever clones keeps it open.
        Sender { real: Some(self.real().clone()), channel: self.channel.clone() }
    }
}

impl<T> Drop for Sender<T> {
    fn drop(&mut self) {
        let Some(real) = self.real.take() else { return };
        let loc = self.channel.created;
        self.channel.object.step_if_watched("close", loc);
        if real.strong_count() == 1 {
            self.channel.object.log("close", "last sender dropped", loc);
        }
        self.channel.object.act(|| drop(real));
    }
}

impl<T> WeakSender<T> {
    /// A sender that keeps the channel open, unless the last one has gone.
    #[track_caller]
    pub fn upgrade(&self) -> Option<Sender<T>> {
        let loc = Location::caller();
        self.channel.object.look("upgrade", loc);
        let real = self.real.upgrade();
        self.channel.object.log_bool("upgrade", real.is_some(), loc);
        real.map(|real| Sender { real: Some(real), channel: self.channel.clone() })
    }

    /// Senders that keep it open.
    #[track_caller]
    pub fn strong_count(&self) -> usize {
        self.channel.object.look("strong_count", Location::caller());
        self.real.strong_count()
    }

    /// Senders that do not.
    #[track_caller]
    pub fn weak_count(&self) -> usize {
        self.channel.object.look("weak_count", Location::caller());
        self.real.weak_count()
    }
}

impl<T> Clone for WeakSender<T> {
    fn clone(&self) -> WeakSender<T> {
        WeakSender { real: self.real.clone(), channel: self.channel.clone() }
    }
}

impl<T> Receiver<T> {
    fn real(&self) -> &real::Receiver<T> {
        self.real.as_ref().expect("it is there until it is dropped")
    }

    /// Values that it has not received.
    #[track_caller]
    pub fn len(&self) -> usize {
        let loc = Location::caller();
        self.channel.object.count();
        self.channel.object.try_look("len", loc);
        let len = self.real().len();
        self.channel.object.missed(loc);
        self.channel.object.log_number("len", len, loc);
        len
    }

    /// Whether it has received everything.
    #[track_caller]
    pub fn is_empty(&self) -> bool {
        let loc = Location::caller();
        self.channel.object.count();
        self.channel.object.try_look("is_empty", loc);
        let empty = self.real().is_empty();
        if empty {
            self.channel.object.missed(loc);
        }
        self.channel.object.log_bool("is_empty", empty, loc);
        empty
    }

    /// Whether both receive from the same channel.
    pub fn same_channel(&self, other: &Self) -> bool {
        self.real().same_channel(other.real())
    }

    /// Whether there are no senders.
    #[track_caller]
    pub fn is_closed(&self) -> bool {
        let loc = Location::caller();
        self.channel.object.try_look("is_closed", loc);
        let closed = self.real().is_closed();
        if !closed {
            self.channel.object.missed(loc);
        }
        self.channel.object.log_bool("is_closed", closed, loc);
        closed
    }

    /// Senders that keep it open.
    #[track_caller]
    pub fn sender_strong_count(&self) -> usize {
        self.channel.object.look("sender_strong_count", Location::caller());
        self.real().sender_strong_count()
    }

    /// Senders that do not.
    #[track_caller]
    pub fn sender_weak_count(&self) -> usize {
        self.channel.object.look("sender_weak_count", Location::caller());
        self.real().sender_weak_count()
    }
}

impl<T: Clone> Receiver<T> {
    /// Another receiver, for what is sent from now on.
    #[track_caller]
    pub fn resubscribe(&self) -> Receiver<T> {
        let loc = Location::caller();
        self.channel.object.step("resubscribe", loc);
        let real = self.channel.object.act(|| self.real().resubscribe());
        self.channel.object.log("resubscribe", "subscribed", loc);
        Receiver { real: Some(real), channel: self.channel.clone() }
    }

    /// Waits for the next value; the error says that some were missed, or that no more will come.
    #[track_caller]
    pub fn recv(&mut self) -> impl Future<Output = Result<T, RecvError>> {
        let loc = Location::caller();
        let real = self.real.as_mut().expect("it is there until it is dropped");
        let came = |result: &Result<T, RecvError>| match result {
            Ok(_) => "received",
            Err(RecvError::Closed) => "closed",
            Err(RecvError::Lagged(_)) => "lagged",
        };
        Awaited::new(real.recv(), &self.channel.object, Polls::Looks, "recv", loc, came)
    }

    /// The next value, if it is there.
    #[track_caller]
    pub fn try_recv(&mut self) -> Result<T, TryRecvError> {
        let loc = Location::caller();
        let object = &self.channel.object;
        let real = self.real.as_mut().expect("it is there until it is dropped");
        object.try_look("try_recv", loc);
        let came = object.attempt(|| real.try_recv());
        object.follow();
        let text = match &came {
            Ok(_) => "received",
            Err(TryRecvError::Empty) => "empty",
            Err(TryRecvError::Closed) => "closed",
            Err(TryRecvError::Lagged(_)) => "lagged",
        };
        if let Err(TryRecvError::Empty) = came {
            object.missed(loc);
        }
        object.log("try_recv", text, loc);
        came
    }

    /// Waits for the next value by blocking this thread.
    #[track_caller]
    pub fn blocking_recv(&mut self) -> Result<T, RecvError> {
        exec::blocking(self.recv())
    }
}

impl<T> Drop for Receiver<T> {
    fn drop(&mut self) {
        let loc = self.channel.created;
        self.channel.object.step("close", loc);
        self.channel.object.log("close", "receiver dropped", loc);
        let real = self.real.take();
        self.channel.object.act(|| drop(real));
    }
}

macro_rules! debug {
    ($($end:ident)*) => {$(
        impl<T> fmt::Debug for $end<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!("broadcast::", stringify!($end)))
            }
        }
    )*};
}

debug!(Sender WeakSender Receiver);
