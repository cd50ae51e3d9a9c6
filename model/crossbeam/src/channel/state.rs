//! One channel: the messages in it, and who waits at its ends.
//!
//! Plain data behind a real lock, which is held between two steps and never across one. What has to be
//! done about others (a waiting thread was given its message) is returned as [`Claim`]s, for the caller to
//! make once the lock is free.
//!
//! # Hand-off
//!
//! In the real crate a sender leaves its message in the queue and wakes the first receiver that waits,
//! which then takes it, unless somebody else was faster. Here the message (or the place in the queue) is given to
//! the waiting thread at once. No outcome is lost: whoever was faster took the message before the waiting
//! thread did, and since a thread that waits at a queue cannot be noticed, that schedule is the one in which
//! it came to wait a little later. Where waiting *can* be noticed (capacity zero, where `try_send` succeeds
//! only while somebody receives), the real crate hands over, too.
//!
//! # Leaving
//!
//! An end that is not the last of its side leaves together with its thread's step before: who waits until the last one has left
//! cannot tell which that was. Who does not wait can: `try_recv` finds the channel open though all senders but one have left, and
//! a `send` succeeds though all receivers but one have. That takes a leaving of its own, later than the step before. To find out whether
//! somebody does that is easy, for then it is found *closed* earlier than it need be. Once it was, the exploration starts over,
//! with each leaving at channels that were created there a step.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use model::rt::guarded::Peek;
use model::rt::lock::Gate;
use model::rt::{self, Loc, Pending, Value};

/// What both ends share.
pub(super) struct Channel<T> {
    pub gate: Arc<Gate>,
    created: Loc,
    /// How many messages may wait; `None`: any number.
    pub capacity: Option<usize>,
    state: Mutex<State<T>>,
}

/// A message, or the place of one: a `select!` takes the place first and evaluates the message then.
pub(super) struct Packet<T>(Mutex<Content<T>>);

enum Content<T> {
    /// Not there yet; this thread waits for it.
    Empty(Option<usize>),
    Full(T),
    Taken,
}

/// What a selected operation holds between its selection and its completion.
pub(super) enum Held<T> {
    Receive(Arc<Packet<T>>),
    Send(Arc<Packet<T>>),
    /// The channel is disconnected.
    Nothing,
}

/// Finds a `Held` again.
pub(super) type Ticket = u64;

/// One thread that waits, at as many ends of channels as it has operations to select from.
pub(super) struct Blocked {
    thread: usize,
    gates: Vec<Arc<Gate>>,
    /// The operation that somebody made possible.
    outcome: Mutex<Option<Outcome>>,
}

#[derive(Clone, Copy)]
pub(super) struct Outcome {
    pub arm: usize,
    /// `None` for who only wants to know.
    pub ticket: Option<Ticket>,
}

/// Somebody's wait is over, and they have yet to be told.
pub(super) struct Claim(Arc<Blocked>);

struct Waiting<T> {
    blocked: Arc<Blocked>,
    arm: usize,
    /// A sender's.
    packet: Option<Arc<Packet<T>>>,
}

/// Those who wait at one end: the first comes first.
struct Queue<T> {
    selecting: VecDeque<Waiting<T>>,
    /// … only until an operation is ready, whoever gets it.
    watching: Vec<(Arc<Blocked>, usize)>,
}

pub(super) struct State<T> {
    messages: VecDeque<Arc<Packet<T>>>,
    senders: usize,
    receivers: usize,
    /// A sender has left, or a receiver, and that was no step.
    sender_left: bool,
    receiver_left: bool,
    sending: Queue<T>,
    receiving: Queue<T>,
    held: Vec<(Ticket, Held<T>)>,
    next_ticket: Ticket,
}

impl<T> Channel<T> {
    /// With one sender and one receiver.
    pub fn new(kind: &'static str, capacity: Option<usize>, loc: Loc) -> Arc<Channel<T>> {
        let state = State {
            messages: VecDeque::new(),
            senders: 1,
            receivers: 1,
            sender_left: false,
            receiver_left: false,
            sending: Queue::new(),
            receiving: Queue::new(),
            held: Vec::new(),
            next_ticket: 0,
        };
        Arc::new(Channel {
            gate: Arc::new(Gate::at(kind, loc)),
            created: loc,
            capacity,
            state: Mutex::new(state),
        })
    }

    pub fn state(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Messages are handed over, and waiting can be noticed.
    pub fn hands_over(&self) -> bool {
        self.capacity == Some(0)
    }

    /// A receiver would not have to wait.
    pub fn can_receive(&self) -> bool {
        let mut state = self.state();
        !state.messages.is_empty() || state.senders == 0 || state.sending.somebody()
    }

    /// A sender would not have to wait.
    pub fn can_send(&self) -> bool {
        let mut state = self.state();
        let room = self.capacity.is_none_or(|capacity| state.messages.len() < capacity);
        state.receivers == 0 || room || state.receiving.somebody()
    }

    /// Takes what a receiver would not have to wait for.
    pub fn take(&self) -> (Ticket, Vec<Claim>) {
        let mut state = self.state();
        let mut claims = Vec::new();
        let next = state.messages.pop_front();
        // The first sender that waits gets the place, or, where there are no places, hands over.
        let sender = state.sending.pop();
        let packet = sender.map(|sender| {
            let Some(packet) = sender.packet else { unreachable!("a sender has a packet") };
            let ticket = state.hold(Held::Send(packet.clone()));
            claims.push(Claim::new(sender.blocked, sender.arm, Some(ticket)));
            packet
        });
        let received = match (next, packet) {
            (Some(next), moved_up) => {
                state.messages.extend(moved_up);
                Some(next)
            }
            (None, handed_over) => handed_over,
        };
        let held = match received {
            Some(packet) => {
                if !self.hands_over() {
                    state.sending.notify(&mut claims);
                }
                Held::Receive(packet)
            }
            None => Held::Nothing,
        };
        (state.hold(held), claims)
    }

    /// Takes the place that a sender would not have to wait for.
    pub fn place(&self, packet: Arc<Packet<T>>) -> (Ticket, Vec<Claim>) {
        let mut state = self.state();
        let mut claims = Vec::new();
        if state.receivers == 0 {
            return (state.hold(Held::Nothing), claims);
        }
        match state.receiving.pop() {
            Some(receiver) => {
                let ticket = state.hold(Held::Receive(packet.clone()));
                claims.push(Claim::new(receiver.blocked, receiver.arm, Some(ticket)));
            }
            None => state.messages.push_back(packet.clone()),
        }
        if !self.hands_over() {
            state.receiving.notify(&mut claims);
        }
        (state.hold(Held::Send(packet)), claims)
    }

    /// Waits for a message, as `arm` of `blocked`.
    pub fn wait_to_receive(&self, blocked: &Arc<Blocked>, arm: usize) -> Vec<Claim> {
        let mut state = self.state();
        let mut claims = Vec::new();
        state.receiving.push(Waiting { blocked: blocked.clone(), arm, packet: None });
        if self.hands_over() {
            state.sending.notify(&mut claims);
        }
        claims
    }

    /// Waits for room, as `arm` of `blocked`.
    pub fn wait_to_send(
        &self,
        blocked: &Arc<Blocked>,
        arm: usize,
        packet: Arc<Packet<T>>,
    ) -> Vec<Claim> {
        let mut state = self.state();
        let mut claims = Vec::new();
        state.sending.push(Waiting { blocked: blocked.clone(), arm, packet: Some(packet) });
        if self.hands_over() {
            state.receiving.notify(&mut claims);
        }
        claims
    }

    /// Waits until a receiver would not have to wait, and takes nothing.
    pub fn watch_receiving(&self, blocked: &Arc<Blocked>, arm: usize) {
        self.state().receiving.watch(blocked, arm);
    }

    /// Waits until a sender would not have to wait, and takes nothing.
    pub fn watch_sending(&self, blocked: &Arc<Blocked>, arm: usize) {
        self.state().sending.watch(blocked, arm);
    }

    /// What came of a receive operation that was selected: `None` when the channel is disconnected.
    pub fn received(&self, ticket: Ticket, op: &'static str, loc: Loc) -> Option<T> {
        let held = self.state().redeem(ticket);
        match held {
            Held::Receive(packet) => Some(packet.read(self.gate.pending(op, loc))),
            Held::Nothing => None,
            Held::Send(_) => unreachable!("a receive operation's ticket"),
        }
    }

    /// Whether the place taken by a send operation is one in a channel that is still connected.
    pub fn sent(&self, ticket: Ticket) -> Option<Arc<Packet<T>>> {
        let held = self.state().redeem(ticket);
        match held {
            Held::Send(packet) => Some(packet),
            Held::Nothing => None,
            Held::Receive(_) => unreachable!("a send operation's ticket"),
        }
    }

    /// Whether the selected operation found the channel disconnected.
    pub fn came_to_nothing(&self, ticket: Ticket) -> bool {
        let state = self.state();
        state.held.iter().any(|(t, held)| *t == ticket && matches!(held, Held::Nothing))
    }

    /// The message of the selected operation, as the schedule shows it, if it is there already.
    pub fn shown(&self, ticket: Ticket) -> Value {
        let state = self.state();
        let held = state.held.iter().find(|(t, _)| *t == ticket);
        let Some((_, Held::Receive(packet) | Held::Send(packet))) = held else {
            return Value::None;
        };
        match &*packet.content() {
            Content::Full(message) => shown(message),
            _ => Value::None,
        }
    }

    pub fn len(&self) -> usize {
        self.state().messages.len()
    }

    pub fn is_full(&self) -> bool {
        self.capacity.is_some_and(|capacity| self.len() >= capacity)
    }

    pub fn add_sender(&self) {
        self.state().senders += 1;
    }

    pub fn add_receiver(&self) {
        self.state().receivers += 1;
    }

    /// Whether the leaving of a sender is no step: it is not the last one, or nobody is left to receive.
    pub fn sender_leaves_unnoticed(&self) -> bool {
        let mut state = self.state();
        let last = state.senders == 1 && state.receivers > 0;
        let unnoticed = !(last || rt::task::is_watched(self.created));
        state.sender_left |= unnoticed;
        unnoticed
    }

    /// Whether the leaving of a receiver is no step.
    pub fn receiver_leaves_unnoticed(&self) -> bool {
        let mut state = self.state();
        let last = state.receivers == 1 && state.senders > 0;
        let unnoticed = !(last || rt::task::is_watched(self.created));
        state.receiver_left |= unnoticed;
        unnoticed
    }

    /// Only one sender is left, and somebody to receive what it sends.
    pub fn is_last_sender(&self) -> bool {
        let state = self.state();
        state.senders == 1 && state.receivers > 0
    }

    /// Only one receiver is left, and somebody to send to it.
    pub fn is_last_receiver(&self) -> bool {
        let state = self.state();
        state.receivers == 1 && state.senders > 0
    }

    /// Nobody sends any more, and there is nothing left.
    pub fn has_no_more(&self) -> bool {
        let state = self.state();
        state.senders == 0 && state.messages.is_empty()
    }

    /// Nobody receives any more.
    pub fn has_no_receiver(&self) -> bool {
        self.state().receivers == 0
    }

    /// Somebody who would not have waited for it found that the last sender has left.
    pub fn noticed_no_more(&self) {
        if self.state().sender_left {
            rt::task::watch(self.created);
        }
    }

    /// Somebody found that the last receiver has left.
    pub fn noticed_no_receiver(&self) {
        if self.state().receiver_left {
            rt::task::watch(self.created);
        }
    }

    /// A sender less; after the last one, receivers wait in vain.
    pub fn remove_sender(&self) -> Vec<Claim> {
        let mut state = self.state();
        state.senders -= 1;
        if state.senders > 0 { Vec::new() } else { state.disconnect() }
    }

    /// A receiver less; after the last one, senders wait in vain. Returns what is to be dropped now: an
    /// unbounded channel is emptied by its last receiver, a bounded one keeps its messages as long as it has a sender.
    pub fn remove_receiver(&self) -> (Vec<Claim>, VecDeque<Arc<Packet<T>>>) {
        let mut state = self.state();
        state.receivers -= 1;
        if state.receivers > 0 {
            return (Vec::new(), VecDeque::new());
        }
        let unread = match self.capacity {
            None => std::mem::take(&mut state.messages),
            Some(_) => VecDeque::new(),
        };
        (state.disconnect(), unread)
    }

    /// Tells others that their wait is over, as a part of a step at this channel.
    pub fn settle(&self, claims: Vec<Claim>) {
        for Claim(blocked) in claims {
            // They have left the other channels that they waited at: operations there may notice.
            let others = blocked.gates.iter().filter(|gate| !Arc::ptr_eq(gate, &self.gate));
            others.for_each(|gate| gate.pass_along());
            rt::grant(blocked.thread);
        }
    }
}

/// A message as the schedule shows it, if it prints in a word.
pub(super) fn shown<T>(message: &T) -> Value {
    // SAFETY: a reference is valid, and of the type that this is made for.
    unsafe { Peek::of::<T>().at(std::ptr::from_ref(message).cast()) }
}

impl<T> State<T> {
    fn hold(&mut self, held: Held<T>) -> Ticket {
        self.next_ticket += 1;
        self.held.push((self.next_ticket, held));
        self.next_ticket
    }

    fn redeem(&mut self, ticket: Ticket) -> Held<T> {
        let known = self.held.iter().position(|(t, _)| *t == ticket);
        let Some(i) = known else { unreachable!("a ticket is redeemed once, where it was given") };
        self.held.swap_remove(i).1
    }

    fn disconnect(&mut self) -> Vec<Claim> {
        let mut claims = Vec::new();
        while let Some(waiting) = self.sending.pop().or_else(|| self.receiving.pop()) {
            let ticket = self.hold(Held::Nothing);
            claims.push(Claim::new(waiting.blocked, waiting.arm, Some(ticket)));
        }
        self.sending.notify(&mut claims);
        self.receiving.notify(&mut claims);
        claims
    }
}

impl<T> Queue<T> {
    fn new() -> Queue<T> {
        Queue { selecting: VecDeque::new(), watching: Vec::new() }
    }

    fn push(&mut self, waiting: Waiting<T>) {
        self.selecting.push_back(waiting);
    }

    fn watch(&mut self, blocked: &Arc<Blocked>, arm: usize) {
        self.watching.push((blocked.clone(), arm));
    }

    /// The first that still waits: some have got something at another channel since they came.
    fn pop(&mut self) -> Option<Waiting<T>> {
        while let Some(first) = self.selecting.pop_front() {
            if first.blocked.waits() {
                return Some(first);
            }
        }
        None
    }

    fn somebody(&mut self) -> bool {
        self.selecting.retain(|waiting| waiting.blocked.waits());
        !self.selecting.is_empty()
    }

    fn notify(&mut self, claims: &mut Vec<Claim>) {
        let watching = self.watching.drain(..).filter(|(blocked, _)| blocked.waits());
        claims.extend(watching.map(|(blocked, arm)| Claim::new(blocked, arm, None)));
    }
}

impl<T> Packet<T> {
    pub fn full(message: T) -> Arc<Packet<T>> {
        Arc::new(Packet(Mutex::new(Content::Full(message))))
    }

    pub fn empty() -> Arc<Packet<T>> {
        Arc::new(Packet(Mutex::new(Content::Empty(None))))
    }

    fn content(&self) -> MutexGuard<'_, Content<T>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts the message into its place.
    pub fn write(&self, message: T) {
        let before = std::mem::replace(&mut *self.content(), Content::Full(message));
        if let Content::Empty(Some(reader)) = before {
            rt::grant(reader);
        }
    }

    /// Takes the message if it is there.
    pub fn try_read(&self) -> Option<T> {
        let mut content = self.content();
        match std::mem::replace(&mut *content, Content::Taken) {
            Content::Full(message) => Some(message),
            other => {
                *content = other;
                None
            }
        }
    }

    /// Takes the message, and waits for a `select!` that still evaluates it.
    fn read(&self, pending: Pending) -> T {
        loop {
            if let Some(message) = self.try_read() {
                return message;
            }
            *self.content() = Content::Empty(Some(rt::me()));
            rt::wait(pending);
        }
    }
}

impl Blocked {
    /// This thread, about to wait at the channels with these gates.
    pub fn here(gates: Vec<Arc<Gate>>) -> Arc<Blocked> {
        Arc::new(Blocked { thread: rt::me(), gates, outcome: Mutex::new(None) })
    }

    pub fn outcome(&self) -> Option<Outcome> {
        *self.outcome.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn waits(&self) -> bool {
        self.outcome().is_none()
    }

    /// Ends the wait without anything: this thread has no more time.
    pub fn give_up(&self) {
        self.claim(Outcome { arm: usize::MAX, ticket: None });
    }

    /// Ends the wait.
    fn claim(&self, outcome: Outcome) {
        *self.outcome.lock().unwrap_or_else(PoisonError::into_inner) = Some(outcome);
    }
}

impl Claim {
    fn new(blocked: Arc<Blocked>, arm: usize, ticket: Option<Ticket>) -> Claim {
        blocked.claim(Outcome { arm, ticket });
        Claim(blocked)
    }
}
