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
mod timer;

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
use std::time::Duration;

use model::rt::ends::Mark;
use model::rt::lock::Gate;
use model::rt::{self, Event, Loc, Value, time};
use model_std::time::Instant;

use self::select::{Call, Offer, Until};
use self::state::{Channel, Packet, Ticket};
use self::timer::Timer;

/// The sending end.
pub struct Sender<T> {
    channel: Arc<Channel<T>>,
    created: Loc,
    mark: Mark,
}

/// The receiving end.
pub struct Receiver<T> {
    flavor: Flavor<T>,
    created: Loc,
}

enum Flavor<T> {
    Channel(Arc<Channel<T>>),
    /// With what makes a message of a moment.
    Timer(Arc<Timer>, fn(Instant) -> T),
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

/// A channel that delivers one message, after this time.
#[track_caller]
pub fn after(duration: Duration) -> Receiver<Instant> {
    timer("after", duration, None, Location::caller())
}

/// A channel that delivers one message, at this moment.
#[track_caller]
pub fn at(when: Instant) -> Receiver<Instant> {
    let created = Location::caller();
    let timer = Timer::new("at", when, None, created);
    Receiver { flavor: Flavor::Timer(timer, |moment| moment), created }
}

/// A channel that delivers a message again and again, after this time; ticks that nobody takes are lost.
#[track_caller]
pub fn tick(duration: Duration) -> Receiver<Instant> {
    timer("tick", duration, Some(duration), Location::caller())
}

fn timer(
    kind: &'static str,
    duration: Duration,
    every: Option<Duration>,
    created: Loc,
) -> Receiver<Instant> {
    // Real clocks end at about this many seconds.
    let flavor = if duration.as_secs() > i64::MAX as u64 {
        Flavor::Never
    } else {
        let first = Instant::__of_the_clock(time::look().saturating_add(duration));
        Flavor::Timer(Timer::new(kind, first, every, created), |moment| moment)
    };
    Receiver { flavor, created }
}

fn ends<T>(kind: &'static str, capacity: Option<usize>, created: Loc) -> (Sender<T>, Receiver<T>) {
    let channel = Channel::new(kind, capacity, created);
    let flavor = Flavor::Channel(channel.clone());
    let mark = Mark::new(channel.gate.id(), created);
    (Sender { channel, created, mark }, Receiver { flavor, created })
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
        self.mark.used(loc);
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

    /// Sends, and waits for room, but not for ever.
    #[track_caller]
    pub fn send_timeout(&self, msg: T, timeout: Duration) -> Result<(), SendTimeoutError<T>> {
        let until = Until::After(timeout);
        self.send_until(msg, until, "send_timeout", Location::caller()).map_err(or_timeout)
    }

    /// Sends, and waits for room, but not longer than to this moment.
    #[track_caller]
    pub fn send_deadline(&self, msg: T, deadline: Instant) -> Result<(), SendTimeoutError<T>> {
        let until = Until::Moment(deadline.__on_the_clock());
        self.send_until(msg, until, "send_deadline", Location::caller()).map_err(or_timeout)
    }

    /// Whether no message waits.
    #[track_caller]
    pub fn is_empty(&self) -> bool {
        look(&self.channel.gate, "is_empty", Location::caller(), || self.channel.len() == 0)
    }

    /// Whether there is no room.
    #[track_caller]
    pub fn is_full(&self) -> bool {
        look(&self.channel.gate, "is_full", Location::caller(), || self.channel.is_full())
    }

    /// How many messages wait.
    #[track_caller]
    pub fn len(&self) -> usize {
        look(&self.channel.gate, "len", Location::caller(), || self.channel.len())
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
    /// What came of a receive operation that was selected: `None` when the channel is disconnected.
    fn received(&self, ticket: Ticket, op: &'static str, loc: Loc) -> Option<T> {
        match &self.flavor {
            Flavor::Channel(channel) => channel.received(ticket, op, loc),
            Flavor::Timer(timer, message) => Some(message(timer.received(ticket))),
            Flavor::Never => unreachable!("never selected"),
        }
    }

    /// The error: whether the channel is disconnected.
    fn recv_until(&self, until: Until, op: &'static str, loc: Loc) -> Result<T, bool> {
        let in_vain = if until == Until::Now { "empty" } else { "timeout" };
        let selected = select::select(&[self], until, true, Call { op, in_vain, loc });
        let (_, ticket) = selected.ok_or(false)?;
        self.received(ticket, op, loc).ok_or(true)
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

    /// Waits for a message, or for the last sender to leave, but not for ever.
    #[track_caller]
    pub fn recv_timeout(&self, timeout: Duration) -> Result<T, RecvTimeoutError> {
        let until = Until::After(timeout);
        self.recv_until(until, "recv_timeout", Location::caller()).map_err(disconnected_or_timeout)
    }

    /// Waits for a message, or for the last sender to leave, but not longer than to this moment.
    #[track_caller]
    pub fn recv_deadline(&self, deadline: Instant) -> Result<T, RecvTimeoutError> {
        let until = Until::Moment(deadline.__on_the_clock());
        self.recv_until(until, "recv_deadline", Location::caller()).map_err(disconnected_or_timeout)
    }

    /// Whether no message waits.
    #[track_caller]
    pub fn is_empty(&self) -> bool {
        let (op, loc) = ("is_empty", Location::caller());
        match &self.flavor {
            Flavor::Channel(channel) => look(&channel.gate, op, loc, || channel.len() == 0),
            Flavor::Timer(timer, _) => look(&timer.gate, op, loc, || !timer.is_due()),
            Flavor::Never => true,
        }
    }

    /// Whether there is no room.
    #[track_caller]
    pub fn is_full(&self) -> bool {
        let (op, loc) = ("is_full", Location::caller());
        match &self.flavor {
            Flavor::Channel(channel) => look(&channel.gate, op, loc, || channel.is_full()),
            Flavor::Timer(timer, _) => look(&timer.gate, op, loc, || timer.is_due()),
            Flavor::Never => true,
        }
    }

    /// How many messages wait.
    #[track_caller]
    pub fn len(&self) -> usize {
        let (op, loc) = ("len", Location::caller());
        match &self.flavor {
            Flavor::Channel(channel) => look(&channel.gate, op, loc, || channel.len()),
            Flavor::Timer(timer, _) => look(&timer.gate, op, loc, || timer.is_due().into()),
            Flavor::Never => 0,
        }
    }

    /// How many messages may wait, if there is a bound.
    pub fn capacity(&self) -> Option<usize> {
        match &self.flavor {
            Flavor::Channel(channel) => channel.capacity,
            Flavor::Timer(..) => Some(1),
            Flavor::Never => Some(0),
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
            (Flavor::Timer(a, _), Flavor::Timer(b, _)) => Arc::ptr_eq(a, b),
            (Flavor::Never, Flavor::Never) => true,
            _ => false,
        }
    }
}

fn or_timeout<T>(error: TrySendError<T>) -> SendTimeoutError<T> {
    match error {
        TrySendError::Full(msg) => SendTimeoutError::Timeout(msg),
        TrySendError::Disconnected(msg) => SendTimeoutError::Disconnected(msg),
    }
}

fn disconnected_or_timeout(disconnected: bool) -> RecvTimeoutError {
    match disconnected {
        true => RecvTimeoutError::Disconnected,
        false => RecvTimeoutError::Timeout,
    }
}

/// A step that looks at a channel. Looking again while nothing changes is polling.
fn look<R: ToString>(gate: &Gate, op: &'static str, loc: Loc, f: impl FnOnce() -> R) -> R {
    rt::spin::before_polling(loc);
    gate.pass(op, loc);
    let seen = f();
    rt::spin::after_polling(loc, gate.id());
    let mut event = Event::new(op, loc).object(gate.id());
    event.value = Value::Owned(seen.to_string().into());
    rt::log(event);
    seen
}

impl<T> Clone for Sender<T> {
    #[track_caller]
    fn clone(&self) -> Sender<T> {
        let loc = Location::caller();
        self.mark.used(loc);
        self.channel.add_sender();
        let mark = Mark::new(self.channel.gate.id(), loc);
        Sender { channel: self.channel.clone(), created: self.created, mark }
    }
}

impl<T> Clone for Receiver<T> {
    fn clone(&self) -> Receiver<T> {
        let flavor = match &self.flavor {
            Flavor::Channel(channel) => {
                channel.add_receiver();
                Flavor::Channel(channel.clone())
            }
            Flavor::Timer(timer, message) => Flavor::Timer(timer.clone(), *message),
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
        let (last, claims) = (channel.is_last_sender(), channel.remove_sender());
        if last {
            left(channel, claims, "last sender", self.created);
        }
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
        let last = channel.is_last_receiver();
        let (claims, unread) = channel.remove_receiver();
        if !unnoticed && last {
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
