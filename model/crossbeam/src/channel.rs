//! `crossbeam::channel`: channels with many senders and many receivers.
//!
//! Every operation passes the gate of its channel. A blocked peer is handed its message (or its place in the
//! queue) by the one that makes it possible, so that waking up is no step of its own. Cloning an end is no
//! step, and an end whose leaving nobody could notice (not the last of its side, or the other side is empty)
//! leaves together with its thread's step before. [`state`] and [`select`] argue for each of these.
//!
//! As in the real crate, the first that waits is served first, the last receiver of an unbounded
//! channel drops its messages, and a bounded one keeps them until its last sender has left, too.

mod select;
mod state;

pub use crossbeam_channel::{
    ReadyTimeoutError, RecvError, RecvTimeoutError, SelectTimeoutError, SendError,
    SendTimeoutError, TryReadyError, TryRecvError, TrySelectError, TrySendError,
};

pub use self::select::{Select, SelectedOperation};
pub use crate::{select, select_biased};

/// For `select!`, wherever its caller's `std` is.
#[doc(hidden)]
pub use std::option::Option as __Option;

use std::collections::BTreeMap;
use std::fmt;
use std::iter::FusedIterator;
use std::panic::{Location, RefUnwindSafe, UnwindSafe};
use std::sync::{Arc, Mutex, PoisonError};

use model::rt::{self, Event, Loc, Value};

use self::select::{Call, Offer, Until};
use self::state::{Channel, Packet};

/// The sending end.
pub struct Sender<T> {
    channel: Arc<Channel<T>>,
    created: Loc,
}

/// The receiving end.
pub struct Receiver<T> {
    flavor: Flavor<T>,
    created: Loc,
}

enum Flavor<T> {
    Channel(Arc<Channel<T>>),
    Never,
}

// SAFETY: as in the real crate: messages go from thread to thread, hence `T: Send`; the state is
// behind a lock.
unsafe impl<T: Send> Send for Sender<T> {}
// SAFETY: as above.
unsafe impl<T: Send> Sync for Sender<T> {}
// SAFETY: as above.
unsafe impl<T: Send> Send for Receiver<T> {}
// SAFETY: as above.
unsafe impl<T: Send> Sync for Receiver<T> {}
impl<T> UnwindSafe for Sender<T> {}
impl<T> RefUnwindSafe for Sender<T> {}
impl<T> UnwindSafe for Receiver<T> {}
impl<T> RefUnwindSafe for Receiver<T> {}

/// A channel without a bound.
#[track_caller]
pub fn unbounded<T>() -> (Sender<T>, Receiver<T>) {
    ends("unbounded channel", None, Location::caller())
}

/// A channel in which at most `cap` messages wait; with 0, each is handed over.
#[track_caller]
pub fn bounded<T>(cap: usize) -> (Sender<T>, Receiver<T>) {
    ends(bounded_kind(cap), Some(cap), Location::caller())
}

/// A channel that never delivers a message.
#[track_caller]
pub const fn never<T>() -> Receiver<T> {
    Receiver { flavor: Flavor::Never, created: Location::caller() }
}

fn ends<T>(kind: &'static str, capacity: Option<usize>, created: Loc) -> (Sender<T>, Receiver<T>) {
    let channel = Channel::new(kind, capacity, created);
    let flavor = Flavor::Channel(channel.clone());
    (Sender { channel, created }, Receiver { flavor, created })
}

/// `bounded(3) channel`, as the schedule calls it. There are few different ones, so each is kept.
fn bounded_kind(capacity: usize) -> &'static str {
    static KINDS: Mutex<BTreeMap<usize, &'static str>> = Mutex::new(BTreeMap::new());
    let mut kinds = KINDS.lock().unwrap_or_else(PoisonError::into_inner);
    kinds.entry(capacity).or_insert_with(|| format!("bounded({capacity}) channel").leak())
}

impl<T> Sender<T> {
    fn send_until(
        &self,
        msg: T,
        until: Until,
        op: &'static str,
        loc: Loc,
    ) -> Result<(), TrySendError<T>> {
        let in_vain = if until == Until::Now { "full" } else { "timeout" };
        let packet = Packet::full(msg);
        let arm = Offer { to: self, packet: &packet };
        let selected = select::select(&[&arm], until, true, Call { op, in_vain, loc });
        let failed = match selected {
            Some((_, ticket)) if self.channel.sent(ticket).is_some() => return Ok(()),
            Some(_) => TrySendError::Disconnected,
            None => TrySendError::Full,
        };
        let Some(msg) = packet.try_read() else { unreachable!("nobody took it") };
        Err(failed(msg))
    }

    /// Sends if there is room, or, with capacity zero, if somebody receives just now.
    #[track_caller]
    pub fn try_send(&self, msg: T) -> Result<(), TrySendError<T>> {
        self.send_until(msg, Until::Now, "try_send", Location::caller())
    }

    /// Sends, and waits for room. The error gives the message back when nobody will receive it.
    #[track_caller]
    pub fn send(&self, msg: T) -> Result<(), SendError<T>> {
        let sent = self.send_until(msg, Until::Forever, "send", Location::caller());
        sent.map_err(|error| SendError(error.into_inner()))
    }

    /// Whether no message waits.
    #[track_caller]
    pub fn is_empty(&self) -> bool {
        look(&self.channel, "is_empty", Location::caller(), |channel| channel.len() == 0)
    }

    /// Whether there is no room.
    #[track_caller]
    pub fn is_full(&self) -> bool {
        look(&self.channel, "is_full", Location::caller(), Channel::is_full)
    }

    /// How many messages wait.
    #[track_caller]
    pub fn len(&self) -> usize {
        look(&self.channel, "len", Location::caller(), Channel::len)
    }

    /// How many messages may wait, if there is a bound.
    pub fn capacity(&self) -> Option<usize> {
        self.channel.capacity
    }

    /// Whether both send into the same channel.
    pub fn same_channel(&self, other: &Sender<T>) -> bool {
        Arc::ptr_eq(&self.channel, &other.channel)
    }
}

impl<T> Receiver<T> {
    fn channel(&self) -> Option<&Arc<Channel<T>>> {
        match &self.flavor {
            Flavor::Channel(channel) => Some(channel),
            Flavor::Never => None,
        }
    }

    /// The error: whether the channel is disconnected.
    fn recv_until(&self, until: Until, op: &'static str, loc: Loc) -> Result<T, bool> {
        let in_vain = if until == Until::Now { "empty" } else { "timeout" };
        let selected = select::select(&[self], until, true, Call { op, in_vain, loc });
        let (_, ticket) = selected.ok_or(false)?;
        let Some(channel) = self.channel() else { unreachable!("never selected") };
        channel.received(ticket, op, loc).ok_or(true)
    }

    /// Takes a message if there is one.
    #[track_caller]
    pub fn try_recv(&self) -> Result<T, TryRecvError> {
        self.recv_until(Until::Now, "try_recv", Location::caller()).map_err(|disconnected| {
            match disconnected {
                true => TryRecvError::Disconnected,
                false => TryRecvError::Empty,
            }
        })
    }

    /// Waits for a message, or for the last sender to leave.
    #[track_caller]
    pub fn recv(&self) -> Result<T, RecvError> {
        self.recv_until(Until::Forever, "recv", Location::caller()).map_err(|_| RecvError)
    }

    /// Whether no message waits.
    #[track_caller]
    pub fn is_empty(&self) -> bool {
        match self.channel() {
            Some(channel) => look(channel, "is_empty", Location::caller(), |c| c.len() == 0),
            None => true,
        }
    }

    /// Whether there is no room.
    #[track_caller]
    pub fn is_full(&self) -> bool {
        match self.channel() {
            Some(channel) => look(channel, "is_full", Location::caller(), Channel::is_full),
            None => true,
        }
    }

    /// How many messages wait.
    #[track_caller]
    pub fn len(&self) -> usize {
        match self.channel() {
            Some(channel) => look(channel, "len", Location::caller(), Channel::len),
            None => 0,
        }
    }

    /// How many messages may wait, if there is a bound.
    pub fn capacity(&self) -> Option<usize> {
        match self.channel() {
            Some(channel) => channel.capacity,
            None => Some(0),
        }
    }

    /// Messages until the last sender has left.
    #[track_caller]
    pub fn iter(&self) -> Iter<'_, T> {
        Iter { receiver: self, created: Location::caller() }
    }

    /// The messages that are there.
    #[track_caller]
    pub fn try_iter(&self) -> TryIter<'_, T> {
        TryIter { receiver: self, created: Location::caller() }
    }

    /// Whether both receive from the same channel.
    pub fn same_channel(&self, other: &Receiver<T>) -> bool {
        match (&self.flavor, &other.flavor) {
            (Flavor::Channel(a), Flavor::Channel(b)) => Arc::ptr_eq(a, b),
            (Flavor::Never, Flavor::Never) => true,
            _ => false,
        }
    }
}

/// A step that looks at a channel. Looking again while nothing changes is polling.
fn look<T, R: ToString>(
    channel: &Channel<T>,
    op: &'static str,
    loc: Loc,
    f: impl FnOnce(&Channel<T>) -> R,
) -> R {
    rt::spin::before_polling(loc);
    channel.gate.pass(op, loc);
    let seen = f(channel);
    rt::spin::after_polling(loc, channel.gate.id());
    let mut event = Event::new(op, loc).object(channel.gate.id());
    event.value = Value::Owned(seen.to_string().into());
    rt::log(event);
    seen
}

impl<T> Clone for Sender<T> {
    fn clone(&self) -> Sender<T> {
        self.channel.add_sender();
        Sender { channel: self.channel.clone(), created: self.created }
    }
}

impl<T> Clone for Receiver<T> {
    fn clone(&self) -> Receiver<T> {
        let flavor = match &self.flavor {
            Flavor::Channel(channel) => {
                channel.add_receiver();
                Flavor::Channel(channel.clone())
            }
            Flavor::Never => Flavor::Never,
        };
        Receiver { flavor, created: self.created }
    }
}

// A destructor has no caller to name: the schedule names where the channel was created.
impl<T> Drop for Sender<T> {
    fn drop(&mut self) {
        let channel = &self.channel;
        if channel.sender_leaves_unnoticed() {
            channel.gate.pass_along();
            let nobody = channel.remove_sender();
            debug_assert!(nobody.is_empty(), "nobody waits for what nobody could notice");
            return;
        }
        channel.gate.pass("disconnect", self.created);
        let claims = channel.remove_sender();
        left(channel, claims, "last sender", self.created);
    }
}

impl<T> Drop for Receiver<T> {
    fn drop(&mut self) {
        let Flavor::Channel(channel) = &self.flavor else { return };
        let unnoticed = channel.receiver_leaves_unnoticed();
        if unnoticed {
            channel.gate.pass_along();
        } else {
            channel.gate.pass("disconnect", self.created);
        }
        let (claims, unread) = channel.remove_receiver();
        if !unnoticed {
            left(channel, claims, "last receiver", self.created);
        }
        // Messages may do anything when they are dropped: not under our lock.
        drop(unread);
    }
}

fn left<T>(channel: &Channel<T>, claims: Vec<state::Claim>, who: &'static str, loc: Loc) {
    rt::log(Event::new("disconnect", loc).object(channel.gate.id()).value(Value::Text(who)));
    rt::changed();
    channel.settle(claims);
}

impl<T> fmt::Debug for Sender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad("Sender { .. }")
    }
}

impl<T> fmt::Debug for Receiver<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad("Receiver { .. }")
    }
}

/// Messages until the last sender has left.
pub struct Iter<'a, T> {
    receiver: &'a Receiver<T>,
    created: Loc,
}

/// The messages that are there.
pub struct TryIter<'a, T> {
    receiver: &'a Receiver<T>,
    created: Loc,
}

/// Messages until the last sender has left, from a receiver of one's own.
pub struct IntoIter<T> {
    receiver: Receiver<T>,
    created: Loc,
}

// The loop's own line is where an iterator was made; `next` is called from inside the real std.
impl<T> Iterator for Iter<'_, T> {
    type Item = T;
    fn next(&mut self) -> Option<T> {
        self.receiver.recv_until(Until::Forever, "recv", self.created).ok()
    }
}

impl<T> Iterator for TryIter<'_, T> {
    type Item = T;
    fn next(&mut self) -> Option<T> {
        self.receiver.recv_until(Until::Now, "try_recv", self.created).ok()
    }
}

impl<T> Iterator for IntoIter<T> {
    type Item = T;
    fn next(&mut self) -> Option<T> {
        self.receiver.recv_until(Until::Forever, "recv", self.created).ok()
    }
}

impl<T> FusedIterator for Iter<'_, T> {}
impl<T> FusedIterator for IntoIter<T> {}

impl<'a, T> IntoIterator for &'a Receiver<T> {
    type Item = T;
    type IntoIter = Iter<'a, T>;
    #[track_caller]
    fn into_iter(self) -> Iter<'a, T> {
        self.iter()
    }
}

impl<T> IntoIterator for Receiver<T> {
    type Item = T;
    type IntoIter = IntoIter<T>;
    #[track_caller]
    fn into_iter(self) -> IntoIter<T> {
        IntoIter { receiver: self, created: Location::caller() }
    }
}

impl<T> fmt::Debug for Iter<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad("Iter { .. }")
    }
}

impl<T> fmt::Debug for TryIter<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad("TryIter { .. }")
    }
}

impl<T> fmt::Debug for IntoIter<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad("IntoIter { .. }")
    }
}
