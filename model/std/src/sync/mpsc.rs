//! `mpsc`: unbounded, bounded and rendezvous channels, with the real ones' disconnects.
//!
//! Every operation passes one gate. A blocked peer is handed its value (or its place in the queue) by the
//! one that makes it possible, so that waking up is no step of its own: whoever waits at a queue cannot be noticed, so
//! being late to take what was meant for it is the schedule in which it came to wait a little later. Where waiting can be noticed
//! (capacity zero), the real one hands over, too.
//!
//! Cloning a sender is no step: whoever clones has one, so that the channel is open before and after. A sender
//! that is not the last leaves together with its thread's step before: who waits for messages is told when the last one leaves, and
//! cannot tell which that was. But who looks without waiting for ever can: it finds the channel open though another has left. To
//! find out whether somebody does is easy, for then a look finds a channel *closed* earlier than it need be. Once one did,
//! the exploration starts over, with each leaving a step.

use std::collections::VecDeque;
use std::fmt;
use std::panic::{Location, RefUnwindSafe, UnwindSafe};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use model::rt::ends::Mark;
use model::rt::lock::Gate;
use model::rt::time::Timer;
use model::rt::{self, Event, Loc, Value};

pub use std::sync::mpsc::{RecvError, RecvTimeoutError, SendError, TryRecvError, TrySendError};

/// What both ends share. The lock is real: it is held between two steps, never across one.
struct Channel<T> {
    gate: Gate,
    created: Loc,
    state: Mutex<State<T>>,
}

struct State<T> {
    queue: VecDeque<T>,
    /// How many values may wait; `None`: any number.
    capacity: Option<usize>,
    senders: usize,
    /// One has left, and that was no step.
    left_unnoticed: bool,
    receiver: bool,
    /// The receiver, while it waits for a value.
    receiving: Option<usize>,
    /// Senders that wait for a place, each with its value.
    sending: VecDeque<(usize, T)>,
    /// Values of senders that waited when the receiver left.
    returned: Vec<(usize, T)>,
}

impl<T> Channel<T> {
    fn new(capacity: Option<usize>, loc: Loc) -> Arc<Channel<T>> {
        let state = State {
            queue: VecDeque::new(),
            capacity,
            senders: 1,
            left_unnoticed: false,
            receiver: true,
            receiving: None,
            sending: VecDeque::new(),
            returned: Vec::new(),
        };
        Arc::new(Channel { gate: Gate::at("channel", loc), created: loc, state: Mutex::new(state) })
    }

    fn state(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn log(&self, op: &'static str, came: &'static str, loc: Loc) {
        rt::log(Event::new(op, loc).object(self.gate.id()).value(Value::Text(came)));
    }

    fn send(&self, value: T, loc: Loc) -> Result<(), SendError<T>> {
        self.gate.pass("send", loc);
        let offer = self.state().offer(value);
        match offer {
            Offer::Taken(receiver) => {
                self.log("send", "sent", loc);
                rt::changed();
                receiver.into_iter().for_each(rt::grant);
                Ok(())
            }
            Offer::Closed(value) => {
                self.log("send", "disconnected", loc);
                Err(SendError(value))
            }
            Offer::Full(value) => {
                let me = rt::me();
                self.state().sending.push_back((me, value));
                // A waiting rendezvous is something that `try_recv` can meet.
                rt::changed();
                rt::wait(self.gate.pending("send", loc));
                let mut state = self.state();
                let returned = state.returned.iter().position(|(sender, _)| *sender == me);
                let returned = returned.map(|i| state.returned.swap_remove(i).1);
                drop(state);
                self.log("send", if returned.is_none() { "sent" } else { "disconnected" }, loc);
                returned.map_or(Ok(()), |value| Err(SendError(value)))
            }
        }
    }

    fn try_send(&self, value: T, loc: Loc) -> Result<(), TrySendError<T>> {
        rt::spin::before_polling(loc);
        self.gate.pass("try_send", loc);
        let offer = self.state().offer(value);
        match offer {
            Offer::Taken(receiver) => {
                self.log("try_send", "sent", loc);
                rt::changed();
                receiver.into_iter().for_each(rt::grant);
                Ok(())
            }
            Offer::Closed(value) => {
                self.log("try_send", "disconnected", loc);
                Err(TrySendError::Disconnected(value))
            }
            Offer::Full(value) => {
                rt::spin::after_polling(loc, self.gate.id());
                self.log("try_send", "full", loc);
                Err(TrySendError::Full(value))
            }
        }
    }

    fn recv(&self, loc: Loc) -> Result<T, RecvError> {
        self.gate.pass("recv", loc);
        loop {
            let taken = self.state().take();
            match taken {
                Take::Value(value, sender) => {
                    self.log("recv", "received", loc);
                    rt::changed();
                    sender.into_iter().for_each(rt::grant);
                    return Ok(value);
                }
                Take::Closed => {
                    self.log("recv", "disconnected", loc);
                    return Err(RecvError);
                }
                Take::Empty => {
                    self.state().receiving = Some(rt::me());
                    rt::changed();
                    // Granted by a sender, which has left the value, or by the last one's leaving.
                    rt::wait(self.gate.pending("recv", loc));
                }
            }
        }
    }

    fn try_recv(&self, loc: Loc) -> Result<T, TryRecvError> {
        rt::spin::before_polling(loc);
        self.gate.pass("try_recv", loc);
        let taken = self.state().take();
        match taken {
            Take::Value(value, sender) => {
                self.log("try_recv", "received", loc);
                rt::changed();
                sender.into_iter().for_each(rt::grant);
                Ok(value)
            }
            Take::Closed => {
                self.looked_at_closed();
                self.log("try_recv", "disconnected", loc);
                Err(TryRecvError::Disconnected)
            }
            Take::Empty => {
                rt::spin::after_polling(loc, self.gate.id());
                self.log("try_recv", "empty", loc);
                Err(TryRecvError::Empty)
            }
        }
    }

    fn recv_timeout(&self, limit: Duration, loc: Loc) -> Result<T, RecvTimeoutError> {
        const OP: &str = "recv_timeout";
        self.gate.pass(OP, loc);
        loop {
            let taken = self.state().take();
            match taken {
                Take::Value(value, sender) => {
                    self.log(OP, "received", loc);
                    rt::changed();
                    sender.into_iter().for_each(rt::grant);
                    return Ok(value);
                }
                Take::Closed => {
                    self.looked_at_closed();
                    self.log(OP, "disconnected", loc);
                    return Err(RecvTimeoutError::Disconnected);
                }
                Take::Empty => {
                    let mut state = self.state();
                    state.receiving = Some(rt::me());
                    if state.capacity == Some(0) {
                        // Something that `try_send` can meet.
                        rt::changed();
                    }
                    drop(state);
                    let timer = Timer::start(limit).of_an_attempt();
                    let leave = || self.state().receiving = None;
                    if !timer.wait(&self.gate, OP, loc, leave) {
                        self.log(OP, "timed out", loc);
                        return Err(RecvTimeoutError::Timeout);
                    }
                }
            }
        }
    }

    fn add_sender(&self) {
        self.state().senders += 1;
    }

    /// Somebody found it closed who could have found it open.
    fn looked_at_closed(&self) {
        if self.state().left_unnoticed {
            rt::task::watch(self.created);
        }
    }

    fn drop_sender(&self, loc: Loc) {
        if self.state().senders > 1 && !rt::task::is_watched(self.created) {
            self.gate.pass_along();
            let mut state = self.state();
            state.senders -= 1;
            state.left_unnoticed = true;
            return;
        }
        self.gate.pass("disconnect", loc);
        let receiver = {
            let mut state = self.state();
            state.senders -= 1;
            if state.senders > 0 {
                return;
            }
            state.receiving.take()
        };
        self.log("disconnect", "last sender", loc);
        rt::changed();
        receiver.into_iter().for_each(rt::grant);
    }

    fn drop_receiver(&self, loc: Loc) {
        self.gate.pass("disconnect", loc);
        let (unread, waiting) = {
            let mut state = self.state();
            state.receiver = false;
            let waiting: Vec<_> = state.sending.drain(..).collect();
            let threads: Vec<_> = waiting.iter().map(|(thread, _)| *thread).collect();
            state.returned.extend(waiting);
            (std::mem::take(&mut state.queue), threads)
        };
        self.log("disconnect", "receiver", loc);
        rt::changed();
        waiting.into_iter().for_each(rt::grant);
        // Values may do anything when they are dropped: not under our lock.
        drop(unread);
    }
}

enum Offer<T> {
    /// In the queue; this thread waited for it.
    Taken(Option<usize>),
    Full(T),
    Closed(T),
}

enum Take<T> {
    /// … and this sender has its place now.
    Value(T, Option<usize>),
    Empty,
    Closed,
}

impl<T> State<T> {
    fn offer(&mut self, value: T) -> Offer<T> {
        if !self.receiver {
            return Offer::Closed(value);
        }
        // A receiver that waits takes the value at once: that is all the room a rendezvous has.
        let room = self.receiving.is_some()
            || self.capacity.is_none_or(|capacity| self.queue.len() < capacity);
        if !room {
            return Offer::Full(value);
        }
        self.queue.push_back(value);
        Offer::Taken(self.receiving.take())
    }

    fn take(&mut self) -> Take<T> {
        match self.queue.pop_front() {
            Some(value) => {
                // The first sender that waits gets the place, if there is such a thing as a place.
                let room = self.capacity.is_some_and(|capacity| self.queue.len() < capacity);
                let sender = if room { self.sending.pop_front() } else { None };
                let sender = sender.map(|(thread, value)| {
                    self.queue.push_back(value);
                    thread
                });
                Take::Value(value, sender)
            }
            None => match self.sending.pop_front() {
                Some((thread, value)) => Take::Value(value, Some(thread)),
                None if self.senders == 0 => Take::Closed,
                None => Take::Empty,
            },
        }
    }
}

/// The sending end of an unbounded channel.
pub struct Sender<T> {
    channel: Arc<Channel<T>>,
    created: Loc,
    mark: Mark,
}

/// The sending end of a bounded channel.
pub struct SyncSender<T> {
    channel: Arc<Channel<T>>,
    created: Loc,
    mark: Mark,
}

/// The receiving end.
pub struct Receiver<T> {
    channel: Arc<Channel<T>>,
    created: Loc,
    /// One at a time: not `Sync`.
    one: std::marker::PhantomData<std::cell::Cell<()>>,
}

// SAFETY: as in the real std: values are sent from thread to thread, hence `T: Send`; the state is
// behind a lock.
unsafe impl<T: Send> Send for Sender<T> {}
// SAFETY: as above.
unsafe impl<T: Send> Sync for Sender<T> {}
// SAFETY: as above.
unsafe impl<T: Send> Send for SyncSender<T> {}
// SAFETY: as above.
unsafe impl<T: Send> Sync for SyncSender<T> {}
// SAFETY: as above.
unsafe impl<T: Send> Send for Receiver<T> {}
impl<T> UnwindSafe for Sender<T> {}
impl<T> RefUnwindSafe for Sender<T> {}
impl<T> UnwindSafe for SyncSender<T> {}
impl<T> RefUnwindSafe for SyncSender<T> {}
impl<T> UnwindSafe for Receiver<T> {}
impl<T> RefUnwindSafe for Receiver<T> {}

/// A channel without a bound.
#[track_caller]
pub fn channel<T>() -> (Sender<T>, Receiver<T>) {
    let created = Location::caller();
    let channel = Channel::new(None, created);
    let mark = Mark::new(channel.gate.id(), created);
    (Sender { channel: channel.clone(), created, mark }, receiver(channel, created))
}

/// A channel in which at most `bound` values wait; with 0, each is handed over.
#[track_caller]
pub fn sync_channel<T>(bound: usize) -> (SyncSender<T>, Receiver<T>) {
    let created = Location::caller();
    let channel = Channel::new(Some(bound), created);
    let mark = Mark::new(channel.gate.id(), created);
    (SyncSender { channel: channel.clone(), created, mark }, receiver(channel, created))
}

fn receiver<T>(channel: Arc<Channel<T>>, created: Loc) -> Receiver<T> {
    Receiver { channel, created, one: std::marker::PhantomData }
}

impl<T> Sender<T> {
    /// Sends; the error gives the value back when nobody will receive it.
    #[track_caller]
    pub fn send(&self, t: T) -> Result<(), SendError<T>> {
        self.mark.used(Location::caller());
        self.channel.send(t, Location::caller())
    }
}

impl<T> SyncSender<T> {
    /// Sends, and waits for room.
    #[track_caller]
    pub fn send(&self, t: T) -> Result<(), SendError<T>> {
        self.mark.used(Location::caller());
        self.channel.send(t, Location::caller())
    }

    /// Sends if there is room.
    #[track_caller]
    pub fn try_send(&self, t: T) -> Result<(), TrySendError<T>> {
        self.mark.used(Location::caller());
        self.channel.try_send(t, Location::caller())
    }
}

impl<T> Receiver<T> {
    /// Waits for a value, or for the last sender to leave.
    #[track_caller]
    pub fn recv(&self) -> Result<T, RecvError> {
        self.channel.recv(Location::caller())
    }

    /// Takes a value if there is one.
    #[track_caller]
    pub fn try_recv(&self) -> Result<T, TryRecvError> {
        self.channel.try_recv(Location::caller())
    }

    /// Waits for a value, or for the last sender to leave, but not for ever.
    #[track_caller]
    pub fn recv_timeout(&self, timeout: Duration) -> Result<T, RecvTimeoutError> {
        self.channel.recv_timeout(timeout, Location::caller())
    }

    /// Values until the last sender has left.
    #[track_caller]
    pub fn iter(&self) -> Iter<'_, T> {
        Iter { receiver: self, created: Location::caller() }
    }

    /// The values that are there.
    #[track_caller]
    pub fn try_iter(&self) -> TryIter<'_, T> {
        TryIter { receiver: self, created: Location::caller() }
    }
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

impl<T> Clone for SyncSender<T> {
    #[track_caller]
    fn clone(&self) -> SyncSender<T> {
        let loc = Location::caller();
        self.mark.used(loc);
        self.channel.add_sender();
        let mark = Mark::new(self.channel.gate.id(), loc);
        SyncSender { channel: self.channel.clone(), created: self.created, mark }
    }
}

// A destructor has no caller to name: the schedule names where the channel was created.
impl<T> Drop for Sender<T> {
    fn drop(&mut self) {
        self.channel.drop_sender(self.created);
    }
}

impl<T> Drop for SyncSender<T> {
    fn drop(&mut self) {
        self.channel.drop_sender(self.created);
    }
}

impl<T> Drop for Receiver<T> {
    fn drop(&mut self) {
        self.channel.drop_receiver(self.created);
    }
}

impl<T> fmt::Debug for Sender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sender").finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for SyncSender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SyncSender").finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for Receiver<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receiver").finish_non_exhaustive()
    }
}

/// Values until the last sender has left.
#[derive(Debug)]
pub struct Iter<'a, T: 'a> {
    receiver: &'a Receiver<T>,
    created: Loc,
}

/// The values that are there.
#[derive(Debug)]
pub struct TryIter<'a, T: 'a> {
    receiver: &'a Receiver<T>,
    created: Loc,
}

/// Values until the last sender has left, from a receiver of one's own.
#[derive(Debug)]
pub struct IntoIter<T> {
    receiver: Receiver<T>,
    created: Loc,
}

// The loop's own line is where an iterator was made; `next` is called from inside the real std.
impl<T> Iterator for Iter<'_, T> {
    type Item = T;
    fn next(&mut self) -> Option<T> {
        self.receiver.channel.recv(self.created).ok()
    }
}

impl<T> Iterator for TryIter<'_, T> {
    type Item = T;
    fn next(&mut self) -> Option<T> {
        self.receiver.channel.try_recv(self.created).ok()
    }
}

impl<T> Iterator for IntoIter<T> {
    type Item = T;
    fn next(&mut self) -> Option<T> {
        self.receiver.channel.recv(self.created).ok()
    }
}

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
