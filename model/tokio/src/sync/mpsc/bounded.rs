//! `channel`: with a bound.

use std::fmt;
use std::future::{Future, poll_fn};
use std::panic::Location;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::task::{Context, Poll};
use std::time::Duration;

use model::rt::ends::Mark;
use model::rt::{self, Loc};
use tokio::sync::mpsc as real;

use super::error::{SendError, SendTimeoutError, TryRecvError, TrySendError};
use super::{LEAVING, nth, received, received_many, reserved, sent};
use crate::exec::{self, real as real_op};
use crate::sync::object::{Awaited, Object, Polls};

/// What both ends share.
struct Channel {
    object: Object,
    created: Loc,
    capacity: usize,
    /// Places that were ever asked for. A real atomic: between two steps.
    asked: AtomicUsize,
    /// How many values so far.
    sent: AtomicUsize,
}

impl Channel {
    /// Somebody wants so many places. Once there may be too few of them, it matters when a value is received.
    fn ask(&self, places: usize) {
        if self.asked.fetch_add(places, Relaxed) + places > self.capacity {
            self.object.count();
        }
    }

    /// A value is about to be sent, in the step before.
    fn meet(&self) {
        self.object.touch_if_watched(nth(self.sent.load(Relaxed)));
    }

    /// … and was, or was not.
    fn sent(&self, sent: bool) {
        self.sent.fetch_add(usize::from(sent), Relaxed);
    }
}

/// The sending end.
pub struct Sender<T> {
    real: Option<real::Sender<T>>,
    channel: Arc<Channel>,
    mark: Mark,
}

/// A sending end that does not keep the channel open.
pub struct WeakSender<T> {
    real: real::WeakSender<T>,
    channel: Arc<Channel>,
}

/// The receiving end.
pub struct Receiver<T> {
    real: Option<real::Receiver<T>>,
    channel: Arc<Channel>,
    /// How many values so far.
    received: usize,
    /// Closed from this end.
    shut: bool,
}

/// A channel in which at most `buffer` values wait.
#[track_caller]
pub fn channel<T>(buffer: usize) -> (Sender<T>, Receiver<T>) {
    let created = Location::caller();
    let (sender, receiver) = real::channel(buffer);
    let channel = Arc::new(Channel {
        object: Object::new("channel", created),
        created,
        capacity: buffer,
        asked: AtomicUsize::new(0),
        sent: AtomicUsize::new(0),
    });
    let mark = Mark::new(channel.object.id(), created);
    (
        Sender { real: Some(sender), channel: channel.clone(), mark },
        Receiver { real: Some(receiver), channel, received: 0, shut: false },
    )
}

impl<T> Sender<T> {
    fn real(&self) -> &real::Sender<T> {
        self.real.as_ref().expect("it is there until it is dropped")
    }

    fn queue<'a, F, R, E>(
        &'a self,
        future: F,
        places: usize,
        op: &'static str,
        loc: Loc,
    ) -> impl Future<Output = Result<R, E>>
    where
        F: Future<Output = Result<R, E>> + 'a,
    {
        self.mark.used(loc);
        self.channel.ask(places);
        let came = if op == "send" { sent } else { reserved };
        Awaited::new(future, &self.channel.object, Polls::Queues, op, loc, came).publishing()
    }

    /// Waits for room, and sends; the error gives the value back when nobody will receive it.
    #[track_caller]
    pub fn send(&self, value: T) -> impl Future<Output = Result<(), SendError<T>>> {
        let (channel, loc) = (&self.channel, Location::caller());
        async move {
            if channel.object.is_halved() {
                let place = self.queue(self.real().reserve(), 1, "reserve", loc).await;
                return match place {
                    Ok(real) => {
                        Permit { real: Some(real), channel, taken: loc }.bring(value, "send", loc);
                        Ok(())
                    }
                    Err(SendError(())) => Err(SendError(value)),
                };
            }
            let send = self.real().send(value);
            let send = async move {
                channel.meet();
                let result = send.await;
                channel.sent(result.is_ok());
                result
            };
            self.queue(send, 1, "send", loc).await
        }
    }

    /// Sends if there is room.
    #[track_caller]
    pub fn try_send(&self, message: T) -> Result<(), TrySendError<T>> {
        let loc = Location::caller();
        self.mark.used(loc);
        self.channel.ask(1);
        if self.channel.object.is_halved() {
            self.channel.object.step("try_reserve", loc);
            return match self.channel.object.attempt(|| self.real().try_reserve()) {
                Ok(real) => {
                    self.channel.object.log("try_reserve", "has room", loc);
                    let place = Permit { real: Some(real), channel: &self.channel, taken: loc };
                    place.bring(message, "try_send", loc);
                    Ok(())
                }
                Err(error) => {
                    let result = Err(match error {
                        TrySendError::Full(()) => TrySendError::Full(message),
                        TrySendError::Closed(()) => TrySendError::Closed(message),
                    });
                    self.log_try("try_send", &result, loc);
                    result
                }
            };
        }
        self.channel.object.step("try_send", loc);
        self.channel.meet();
        let result = self.channel.object.attempt(|| self.real().try_send(message));
        self.channel.sent(result.is_ok());
        self.log_try("try_send", &result, loc);
        result
    }

    fn log_try<R, V>(&self, op: &'static str, result: &Result<R, TrySendError<V>>, loc: Loc) {
        let came = match result {
            Ok(_) if op == "try_send" => "sent",
            Ok(_) => "has room",
            Err(TrySendError::Full(_)) => "full",
            Err(TrySendError::Closed(_)) => "closed",
        };
        self.channel.object.log(op, came, loc);
    }

    /// Waits for room, but no longer than this, and sends.
    #[track_caller]
    pub fn send_timeout(
        &self,
        value: T,
        timeout: Duration,
    ) -> impl Future<Output = Result<(), SendTimeoutError<T>>> {
        let loc = Location::caller();
        let room = crate::time::timeout(
            timeout,
            self.queue(self.real().reserve(), 1, "send_timeout", loc),
        );
        async move {
            match room.await {
                Err(_) => Err(SendTimeoutError::Timeout(value)),
                Ok(Err(SendError(()))) => Err(SendTimeoutError::Closed(value)),
                Ok(Ok(real)) => {
                    Permit { real: Some(real), channel: &self.channel, taken: loc }.send(value);
                    Ok(())
                }
            }
        }
    }

    /// Waits for room, and sends, by blocking this thread.
    #[track_caller]
    pub fn blocking_send(&self, value: T) -> Result<(), SendError<T>> {
        exec::blocking(self.send(value))
    }

    /// Waits for room.
    #[track_caller]
    pub fn reserve(&self) -> impl Future<Output = Result<Permit<'_, T>, SendError<()>>> {
        let loc = Location::caller();
        let permit = self.queue(self.real().reserve(), 1, "reserve", loc);
        async move { Ok(Permit { real: Some(permit.await?), channel: &self.channel, taken: loc }) }
    }

    /// Waits for room for so many values.
    #[track_caller]
    pub fn reserve_many(
        &self,
        n: usize,
    ) -> impl Future<Output = Result<PermitIterator<'_, T>, SendError<()>>> {
        let loc = Location::caller();
        let permits = self.queue(self.real().reserve_many(n), n, "reserve_many", loc);
        async move {
            Ok(PermitIterator { real: Some(permits.await?), channel: &self.channel, taken: loc })
        }
    }

    /// Waits for room; the permit borrows nothing.
    #[track_caller]
    pub fn reserve_owned(self) -> impl Future<Output = Result<OwnedPermit<T>, SendError<()>>> {
        let loc = Location::caller();
        async move {
            let permit = self.queue(self.real().clone().reserve_owned(), 1, "reserve_owned", loc);
            let real = Some(permit.await?);
            // The permit keeps the channel open from here on.
            Ok(OwnedPermit { real, channel: self.channel.clone(), taken: loc })
        }
    }

    /// Room, if there is some.
    #[track_caller]
    pub fn try_reserve(&self) -> Result<Permit<'_, T>, TrySendError<()>> {
        let taken = Location::caller();
        self.channel.ask(1);
        self.channel.object.step("try_reserve", taken);
        let result = self.channel.object.attempt(|| self.real().try_reserve());
        self.log_try("try_reserve", &result, taken);
        Ok(Permit { real: Some(result?), channel: &self.channel, taken })
    }

    /// Room for so many values, if there is some.
    #[track_caller]
    pub fn try_reserve_many(&self, n: usize) -> Result<PermitIterator<'_, T>, TrySendError<()>> {
        let taken = Location::caller();
        self.channel.ask(n);
        self.channel.object.step("try_reserve_many", taken);
        let result = self.channel.object.attempt(|| self.real().try_reserve_many(n));
        self.log_try("try_reserve_many", &result, taken);
        Ok(PermitIterator { real: Some(result?), channel: &self.channel, taken })
    }

    /// Room, if there is some; the permit borrows nothing.
    #[track_caller]
    pub fn try_reserve_owned(self) -> Result<OwnedPermit<T>, TrySendError<Self>> {
        let taken = Location::caller();
        self.channel.ask(1);
        self.channel.object.step("try_reserve_owned", taken);
        let result = self.channel.object.attempt(|| self.real().clone().try_reserve_owned());
        self.log_try("try_reserve_owned", &result, taken);
        match result {
            Ok(real) => Ok(OwnedPermit { real: Some(real), channel: self.channel.clone(), taken }),
            Err(TrySendError::Full(_)) => Err(TrySendError::Full(self)),
            Err(TrySendError::Closed(_)) => Err(TrySendError::Closed(self)),
        }
    }

    /// Places that nobody has.
    #[track_caller]
    pub fn capacity(&self) -> usize {
        self.channel.object.count();
        self.channel.object.look("capacity", Location::caller());
        self.real().capacity()
    }

    /// All places.
    pub fn max_capacity(&self) -> usize {
        self.channel.capacity
    }
}

impl<T> Receiver<T> {
    fn real(&self) -> &real::Receiver<T> {
        self.real.as_ref().expect("it is there until it is dropped")
    }

    fn parts(&mut self, loc: Loc) -> (&mut real::Receiver<T>, &Channel, Loc) {
        (self.real.as_mut().expect("it is there until it is dropped"), &self.channel, loc)
    }

    /// Places that nobody has.
    #[track_caller]
    pub fn capacity(&self) -> usize {
        self.channel.object.count();
        self.channel.object.look("capacity", Location::caller());
        self.real().capacity()
    }

    /// All places.
    pub fn max_capacity(&self) -> usize {
        self.channel.capacity
    }
}

super::receiver!(Receiver);
super::senders!(Sender, WeakSender);

/// A place in the channel.
pub struct Permit<'a, T> {
    real: Option<real::Permit<'a, T>>,
    channel: &'a Channel,
    taken: Loc,
}

/// Places in the channel.
pub struct PermitIterator<'a, T> {
    real: Option<real::PermitIterator<'a, T>>,
    channel: &'a Channel,
    taken: Loc,
}

/// A place in the channel, which borrows nothing.
pub struct OwnedPermit<T> {
    real: Option<real::OwnedPermit<T>>,
    channel: Arc<Channel>,
    taken: Loc,
}

impl<T> Permit<'_, T> {
    /// Sends; there is room.
    #[track_caller]
    pub fn send(self, value: T) {
        self.bring(value, "send", Location::caller());
    }

    fn bring(mut self, value: T, op: &'static str, loc: Loc) {
        let Some(real) = self.real.take() else { return };
        self.channel.object.step(op, loc);
        self.channel.meet();
        self.channel.sent(true);
        self.channel.object.act(|| real.send(value));
        self.channel.object.log(op, "sent", loc);
    }
}

impl<T> OwnedPermit<T> {
    /// Sends; there is room.
    #[track_caller]
    pub fn send(mut self, value: T) -> Sender<T> {
        let real = self.real.take().expect("it is there until it is used");
        self.channel.object.step("send", Location::caller());
        self.channel.meet();
        self.channel.sent(true);
        let sender = self.channel.object.act(|| real.send(value));
        self.channel.object.log("send", "sent", Location::caller());
        let mark = Mark::new(self.channel.object.id(), self.taken);
        Sender { real: Some(sender), channel: self.channel.clone(), mark }
    }

    /// Gives the place back.
    #[track_caller]
    pub fn release(mut self) -> Sender<T> {
        let real = self.real.take().expect("it is there until it is used");
        self.channel.object.step_if_watched("release", Location::caller());
        let sender = self.channel.object.act(|| real.release());
        let mark = Mark::new(self.channel.object.id(), self.taken);
        Sender { real: Some(sender), channel: self.channel.clone(), mark }
    }
}

impl<'a, T> Iterator for PermitIterator<'a, T> {
    type Item = Permit<'a, T>;

    fn next(&mut self) -> Option<Permit<'a, T>> {
        let real = self.real.as_mut()?.next()?;
        Some(Permit { real: Some(real), channel: self.channel, taken: self.taken })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.real.as_ref().map_or((0, Some(0)), Iterator::size_hint)
    }
}

impl<T> ExactSizeIterator for PermitIterator<'_, T> {}
impl<T> std::iter::FusedIterator for PermitIterator<'_, T> {}

macro_rules! unused {
    ($($permit:ty),*) => {$(
        impl<T> Drop for $permit {
            fn drop(&mut self) {
                if let Some(real) = self.real.take() {
                    self.channel.object.step_if_watched("release", self.taken);
                    self.channel.object.act(|| drop(real));
                }
            }
        }

        impl<T> fmt::Debug for $permit {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct("Permit").finish_non_exhaustive()
            }
        }
    )*};
}

unused!(Permit<'_, T>, PermitIterator<'_, T>, OwnedPermit<T>);
