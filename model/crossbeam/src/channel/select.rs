//! Operations on channels: one, or one of several.
//!
//! `recv` is a selection with one arm; so is everything else. A selection is *one* step, ordered with the
//! operations on all of its channels: it passes the gate of the first and, in the same step, those of the others. What
//! is ready then is what it chooses from, and each choice is explored. If nothing is, it comes to wait at
//! all of its channels, still in the same step, and whoever makes one of its operations possible gives it
//! that one (see [`super::state`]).

use std::fmt;
use std::marker::PhantomData;
use std::panic::Location;
use std::sync::Arc;
use std::time::Duration;

use model_std::time::Instant;

use model::rt::lock::{self, Gate};
use model::rt::time::{self, Timer};
use model::rt::{self, Event, Loc, Pending, Value, guarded};

use super::state::{Blocked, Outcome, Packet, Ticket, shown};
use super::{Flavor, timer};
use super::{
    ReadyTimeoutError, Receiver, RecvError, SelectTimeoutError, SendError, Sender, TryReadyError,
    TrySelectError,
};

/// One operation of a selection.
pub(super) trait Arm {
    /// `None` for a channel on which nothing happens.
    fn gate(&self) -> Option<&Arc<Gate>>;
    /// It would not have to wait, whatever time it is.
    fn is_ready(&self) -> bool;
    /// When it will not have to wait any more.
    fn moment(&self) -> Option<Duration>;
    /// Takes what it would not have to wait for.
    fn take(&self) -> Ticket;
    /// Comes to wait; `arm` says which of `blocked`'s operations this is.
    fn wait(&self, blocked: &Arc<Blocked>, arm: usize);
    /// Comes to wait until it is ready, without taking anything.
    fn watch(&self, blocked: &Arc<Blocked>, arm: usize);
    /// That it waits can be noticed.
    fn is_noticed(&self) -> bool;
    /// The other side has left.
    fn is_closed(&self) -> bool;
    /// That was found, and not waited for.
    fn noticed_closed(&self);
    /// Whether finding it closed is noticing: not for who waits for nothing else.
    fn waits_for_the_last(&self) -> bool;
    /// What came of it, and the message, for the schedule.
    fn came(&self, ticket: Ticket) -> (&'static str, Value);
}

/// A send operation whose message is there already.
pub(super) struct Offer<'a, T> {
    pub to: &'a Sender<T>,
    pub packet: &'a Arc<Packet<T>>,
}

impl<T> Arm for Receiver<T> {
    fn gate(&self) -> Option<&Arc<Gate>> {
        match &self.flavor {
            Flavor::Channel(channel) => Some(&channel.gate),
            Flavor::Timer(timer, _) => Some(&timer.gate),
            Flavor::Never => None,
        }
    }

    fn is_ready(&self) -> bool {
        matches!(&self.flavor, Flavor::Channel(channel) if channel.can_receive())
    }

    fn moment(&self) -> Option<Duration> {
        match &self.flavor {
            Flavor::Timer(timer, _) => timer.next(),
            Flavor::Channel(_) | Flavor::Never => None,
        }
    }

    fn take(&self) -> Ticket {
        match &self.flavor {
            Flavor::Channel(channel) => {
                let (ticket, claims) = channel.take();
                channel.settle(claims);
                ticket
            }
            Flavor::Timer(timer, _) => timer.take(),
            Flavor::Never => unreachable!("never ready"),
        }
    }

    fn wait(&self, blocked: &Arc<Blocked>, arm: usize) {
        if let Flavor::Channel(channel) = &self.flavor {
            channel.settle(channel.wait_to_receive(blocked, arm));
        }
    }

    fn watch(&self, blocked: &Arc<Blocked>, arm: usize) {
        if let Flavor::Channel(channel) = &self.flavor {
            channel.watch_receiving(blocked, arm);
        }
    }

    fn is_noticed(&self) -> bool {
        matches!(&self.flavor, Flavor::Channel(channel) if channel.hands_over())
    }

    fn is_closed(&self) -> bool {
        matches!(&self.flavor, Flavor::Channel(channel) if channel.has_no_more())
    }

    fn noticed_closed(&self) {
        if let Flavor::Channel(channel) = &self.flavor {
            channel.noticed_no_more();
        }
    }

    fn waits_for_the_last(&self) -> bool {
        true
    }

    fn came(&self, ticket: Ticket) -> (&'static str, Value) {
        match &self.flavor {
            Flavor::Channel(channel) if channel.came_to_nothing(ticket) => (CLOSED, Value::None),
            Flavor::Channel(channel) => ("received", channel.shown(ticket)),
            Flavor::Timer(..) | Flavor::Never => ("received", Value::None),
        }
    }
}

impl<T> Arm for Offer<'_, T> {
    fn gate(&self) -> Option<&Arc<Gate>> {
        Some(&self.to.channel.gate)
    }

    fn is_ready(&self) -> bool {
        self.to.channel.can_send()
    }

    fn moment(&self) -> Option<Duration> {
        None
    }

    fn take(&self) -> Ticket {
        let (ticket, claims) = self.to.channel.place(self.packet.clone());
        self.to.channel.settle(claims);
        ticket
    }

    fn wait(&self, blocked: &Arc<Blocked>, arm: usize) {
        let claims = self.to.channel.wait_to_send(blocked, arm, self.packet.clone());
        self.to.channel.settle(claims);
    }

    fn watch(&self, blocked: &Arc<Blocked>, arm: usize) {
        self.to.channel.watch_sending(blocked, arm);
    }

    fn is_noticed(&self) -> bool {
        self.to.channel.hands_over()
    }

    fn is_closed(&self) -> bool {
        self.to.is_closed()
    }

    fn noticed_closed(&self) {
        self.to.noticed_closed();
    }

    fn waits_for_the_last(&self) -> bool {
        false
    }

    fn came(&self, ticket: Ticket) -> (&'static str, Value) {
        self.to.came(ticket)
    }
}

/// A send operation whose message comes when it has been selected.
impl<T> Arm for Sender<T> {
    fn gate(&self) -> Option<&Arc<Gate>> {
        Some(&self.channel.gate)
    }

    fn is_ready(&self) -> bool {
        self.channel.can_send()
    }

    fn moment(&self) -> Option<Duration> {
        None
    }

    fn take(&self) -> Ticket {
        Offer { to: self, packet: &Packet::empty() }.take()
    }

    fn wait(&self, blocked: &Arc<Blocked>, arm: usize) {
        Offer { to: self, packet: &Packet::empty() }.wait(blocked, arm);
    }

    fn watch(&self, blocked: &Arc<Blocked>, arm: usize) {
        self.channel.watch_sending(blocked, arm);
    }

    fn is_noticed(&self) -> bool {
        self.channel.hands_over()
    }

    fn is_closed(&self) -> bool {
        self.channel.has_no_receiver()
    }

    fn noticed_closed(&self) {
        self.channel.noticed_no_receiver();
    }

    fn waits_for_the_last(&self) -> bool {
        false
    }

    fn came(&self, ticket: Ticket) -> (&'static str, Value) {
        match self.channel.came_to_nothing(ticket) {
            true => (CLOSED, Value::None),
            false => ("sent", self.channel.shown(ticket)),
        }
    }
}

/// What came of an operation at a channel whose other side has left.
const CLOSED: &str = "disconnected";

/// How long to wait.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Until {
    Now,
    /// So long, from the moment at which it is found that waiting is needed.
    After(Duration),
    /// Until this moment of the clock.
    Moment(Duration),
    Forever,
}

impl Until {
    /// The moment it is, once waiting is needed; `None`: never. Moments that no real clock will see never come.
    fn moment(self) -> Option<Duration> {
        let end = match self {
            Until::Now => Duration::ZERO,
            Until::After(duration) if duration.is_zero() => Duration::ZERO,
            Until::After(duration) => time::look().saturating_add(duration),
            Until::Moment(moment) => moment,
            Until::Forever => return None,
        };
        (end.as_secs() <= i64::MAX as u64).then_some(end)
    }

    /// Whether it is certain, whatever time it is, that there is no waiting.
    fn is_now(self) -> bool {
        matches!(self, Until::Now | Until::After(Duration::ZERO))
    }
}

/// What a selection is called in the schedule, and when it is in vain.
#[derive(Clone, Copy)]
pub(super) struct Call {
    pub op: &'static str,
    pub in_vain: &'static str,
    pub loc: Loc,
}

impl Call {
    /// While it is under way; at one channel, if there is only one.
    fn pending(self, arms: &[&dyn Arm]) -> Pending {
        let object = if let [one] = gates(arms)[..] { Some(one.id()) } else { None };
        Pending::new(self.op, object, self.loc)
    }
}

/// Takes one of `arms` that does not have to wait: one of those that are ready, the first of them if
/// `biased`. Returns its position in `arms`.
pub(super) fn select(
    arms: &[&dyn Arm],
    mut until: Until,
    biased: bool,
    call: Call,
) -> Option<(usize, Ticket)> {
    let alone = arms.len() == 1 && until == Until::Forever;
    let (arm, ticket) = loop {
        if let Some(arm) = step(arms, until, biased, call) {
            if arms[arm].moment().is_none() {
                // Not when only time has passed: a loop over a ticker shall let others go on.
                rt::changed();
            }
            break (arm, arms[arm].take());
        }
        match wait(arms, until, call, |arm, blocked, i| arm.wait(blocked, i), |arm| arm.take()) {
            Came::Granted(Outcome { arm, ticket: Some(ticket) }) | Came::Due(arm, ticket) => {
                break (arm, ticket);
            }
            Came::Granted(_) => unreachable!("nobody tells who selects that it may try"),
            Came::Again(moment) => until = moment,
            Came::ToNothing => return None,
        }
    };
    let (came, message) = arms[arm].came(ticket);
    if came == CLOSED && !(alone && arms[arm].waits_for_the_last()) {
        arms[arm].noticed_closed();
    }
    let mut event = Event::new(call.op, call.loc).value(Value::Text(came));
    event.holds = message;
    event.object = arms[arm].gate().map(|gate| gate.id());
    rt::log(event);
    Some((arm, ticket))
}

/// As `select`, but takes nothing: only says which one is ready.
pub(super) fn ready(
    arms: &[&dyn Arm],
    mut until: Until,
    biased: bool,
    call: Call,
) -> Option<usize> {
    let arm = loop {
        if let Some(arm) = step(arms, until, biased, call) {
            break arm;
        }
        match wait(arms, until, call, |arm, blocked, i| arm.watch(blocked, i), |_| ()) {
            Came::Granted(Outcome { arm, .. }) | Came::Due(arm, ()) => break arm,
            Came::Again(moment) => until = moment,
            Came::ToNothing => return None,
        }
    };
    if arms[arm].is_closed() {
        arms[arm].noticed_closed();
    }
    let mut event = Event::new(call.op, call.loc).value(Value::Text("ready"));
    event.object = arms[arm].gate().map(|gate| gate.id());
    rt::log(event);
    Some(arm)
}

/// The step itself: passes all gates, and chooses from what is ready.
///
/// It may be later than the clock says: whoever comes to a `select!` with a time-out among its arms may have come
/// too late for it. So the earliest moment that is still to come counts among what is ready, if anything is, and if
/// nothing is and there is no waiting, it may have come as well.
fn step(arms: &[&dyn Arm], until: Until, biased: bool, call: Call) -> Option<usize> {
    if until.is_now() {
        rt::spin::before_polling(call.loc);
    }
    lock::pass_all(&gates(arms), call.pending(arms));
    let moments: Vec<Option<Duration>> = arms.iter().map(|arm| arm.moment()).collect();
    let mut ready: Vec<usize> = (0..arms.len()).filter(|&i| arms[i].is_ready()).collect();
    let mut soon = None;
    if moments.iter().any(Option::is_some) {
        let now = time::look();
        ready.extend((0..arms.len()).filter(|&i| moments[i].is_some_and(|moment| moment <= now)));
        ready.sort();
        soon = moments.iter().flatten().copied().filter(|moment| *moment > now).min();
    }
    let late: Vec<usize> = match soon {
        Some(soon) if !ready.is_empty() && time::could_be(soon) => {
            (0..arms.len()).filter(|&i| moments[i] == Some(soon)).collect()
        }
        Some(soon) if ready.is_empty() && until.is_now() && timer::has_come(soon) => {
            ready = (0..arms.len()).filter(|&i| moments[i] == Some(soon)).collect();
            Vec::new()
        }
        _ => Vec::new(),
    };
    let chosen = match (&ready[..], biased) {
        ([], _) => return None,
        ([first, ..], true) => {
            late.iter().copied().filter(|i| i < first).find(|_| rt::flip()).unwrap_or(*first)
        }
        (_, false) => {
            ready.extend(&late);
            ready[rt::choose("choose", None, ready.len(), call.loc)]
        }
    };
    if let (true, Some(soon)) = (late.contains(&chosen), soon) {
        time::pass_to(soon);
    }
    Some(chosen)
}

/// How a wait ended.
enum Came<R> {
    /// Somebody made it possible.
    Granted(Outcome),
    /// It is this arm's moment.
    Due(usize, R),
    /// It was some arm's moment, but somebody else was there first: to be tried again, until then.
    Again(Until),
    /// There is no time to wait, or not enough.
    ToNothing,
}

/// Waits for one of `arms`. `due` is done to the arm whose moment has come, in the step that finds it.
fn wait<R>(
    arms: &[&dyn Arm],
    until: Until,
    call: Call,
    register: impl Fn(&dyn Arm, &Arc<Blocked>, usize),
    due: impl FnOnce(&dyn Arm) -> R,
) -> Came<R> {
    let (gates, pending) = (gates(arms), call.pending(arms));
    let in_vain = || {
        let mut event = Event::new(call.op, call.loc).value(Value::Text(call.in_vain));
        event.object = pending.object;
        event.chosen = true;
        rt::log(event);
        Came::ToNothing
    };
    if until.is_now() {
        rt::spin::after_polling(call.loc, gates.first().map_or(u32::MAX, |gate| gate.id()));
        return in_vain();
    }
    let limit = until.moment();
    if limit.is_some_and(|limit| limit <= time::look()) {
        return in_vain();
    }
    let end = arms.iter().filter_map(|arm| arm.moment()).chain(limit).min();
    let theirs = arms.iter().filter_map(|arm| arm.gate()).cloned().collect();
    let blocked = Blocked::here(theirs);
    for (i, arm) in arms.iter().enumerate() {
        register(*arm, &blocked, i);
    }
    if arms.iter().any(|arm| arm.is_noticed()) {
        rt::changed();
    }
    let mut came = None;
    let granted = match end.map(Timer::until) {
        None => {
            rt::wait_at(&gates, pending);
            true
        }
        Some(timer) => timer.of_an_attempt().wait_at(&gates, pending, || {
            blocked.give_up();
            let now = time::look();
            let is_due = |&i: &usize| arms[i].moment().is_some_and(|moment| moment <= now);
            let all: Vec<usize> = (0..arms.len()).filter(is_due).collect();
            came = Some(if !all.is_empty() {
                let i = all[rt::choose("choose", None, all.len(), call.loc)];
                Came::Due(i, due(arms[i]))
            } else if limit.is_none_or(|limit| now < limit) {
                Came::Again(limit.map_or(Until::Forever, Until::Moment))
            } else {
                Came::ToNothing
            });
        }),
    };
    if granted {
        let Some(outcome) = blocked.outcome() else {
            unreachable!("granted by who made it possible")
        };
        return Came::Granted(outcome);
    }
    match came {
        None | Some(Came::ToNothing) => in_vain(),
        Some(came) => came,
    }
}

/// Each channel's once.
fn gates<'a>(arms: &[&'a dyn Arm]) -> Vec<&'a Gate> {
    let mut gates: Vec<&Gate> = Vec::new();
    for gate in arms.iter().filter_map(|arm| arm.gate()) {
        if !gates.iter().any(|known| std::ptr::eq(*known, &**gate)) {
            gates.push(gate);
        }
    }
    gates
}

/// A list of operations to select from.
#[derive(Clone)]
pub struct Select<'a> {
    /// With the index by which the caller knows it.
    arms: Vec<(&'a dyn Arm, usize)>,
    next_index: usize,
    biased: bool,
}

// SAFETY: as in the real crate. The arms are borrowed senders and receivers; whoever completes an operation
// needs one of them at hand, with its own bounds.
unsafe impl Send for Select<'_> {}
// SAFETY: as above.
unsafe impl Sync for Select<'_> {}

impl<'a> Select<'a> {
    /// Without an operation.
    pub fn new() -> Select<'a> {
        Select { arms: Vec::new(), next_index: 0, biased: false }
    }

    /// Without an operation; of several that are ready, it will take the first.
    pub fn new_biased() -> Select<'a> {
        Select { biased: true, ..Select::new() }
    }

    fn add(&mut self, arm: &'a dyn Arm) -> usize {
        self.arms.push((arm, self.next_index));
        self.next_index += 1;
        self.next_index - 1
    }

    /// Adds a send operation; returns its index.
    pub fn send<T>(&mut self, s: &'a Sender<T>) -> usize {
        self.add(s)
    }

    /// Adds a receive operation; returns its index.
    pub fn recv<T>(&mut self, r: &'a Receiver<T>) -> usize {
        self.add(r)
    }

    /// Removes the operation with this index.
    #[track_caller]
    pub fn remove(&mut self, index: usize) {
        assert!(index < self.next_index, "index out of bounds; {} >= {}", index, self.next_index,);
        let position = self.arms.iter().position(|(_, i)| *i == index);
        self.arms.swap_remove(position.expect("no operation with this index"));
    }

    fn arms(&self) -> Vec<&'a dyn Arm> {
        self.arms.iter().map(|(arm, _)| *arm).collect()
    }

    fn select_until(&self, until: Until, call: Call) -> Option<Selected> {
        let (arm, ticket) = select(&self.arms(), until, self.biased, call)?;
        let (arm, index) = self.arms[arm];
        Some(Selected { ticket, index, arm: address(arm), loc: call.loc })
    }

    fn ready_until(&self, until: Until, call: Call) -> Option<usize> {
        let arm = ready(&self.arms(), until, self.biased, call)?;
        Some(self.arms[arm].1)
    }

    #[track_caller]
    fn some_operation(&self) {
        if self.arms.is_empty() {
            panic!("no operations have been added to `Select`");
        }
    }

    /// Selects an operation that is ready, if there is one.
    #[track_caller]
    pub fn try_select(&mut self) -> Result<SelectedOperation<'a>, TrySelectError> {
        let call = Call { op: "try_select", in_vain: "none ready", loc: Location::caller() };
        self.select_until(Until::Now, call).map(SelectedOperation::new).ok_or(TrySelectError)
    }

    /// Waits until an operation is ready, and selects it.
    #[track_caller]
    pub fn select(&mut self) -> SelectedOperation<'a> {
        self.some_operation();
        let call = Call { op: "select", in_vain: "", loc: Location::caller() };
        let Some(selected) = self.select_until(Until::Forever, call) else {
            unreachable!("it waits for ever")
        };
        SelectedOperation::new(selected)
    }

    /// Waits until an operation is ready, but not for ever, and selects it.
    #[track_caller]
    pub fn select_timeout(
        &mut self,
        timeout: Duration,
    ) -> Result<SelectedOperation<'a>, SelectTimeoutError> {
        let call = Call { op: "select_timeout", in_vain: "timeout", loc: Location::caller() };
        let selected = self.select_until(Until::After(timeout), call);
        selected.map(SelectedOperation::new).ok_or(SelectTimeoutError)
    }

    /// Waits until an operation is ready, but not longer than to this moment, and selects it.
    #[track_caller]
    pub fn select_deadline(
        &mut self,
        deadline: Instant,
    ) -> Result<SelectedOperation<'a>, SelectTimeoutError> {
        let call = Call { op: "select_deadline", in_vain: "timeout", loc: Location::caller() };
        let selected = self.select_until(Until::Moment(deadline.__on_the_clock()), call);
        selected.map(SelectedOperation::new).ok_or(SelectTimeoutError)
    }

    /// What `select!` calls.
    #[doc(hidden)]
    #[track_caller]
    pub fn __select(self) -> Selected {
        let call = Call { op: "select", in_vain: "", loc: Location::caller() };
        let Some(selected) = self.select_until(Until::Forever, call) else {
            unreachable!("it waits for ever")
        };
        selected
    }

    /// What `select!` with a `default` calls.
    #[doc(hidden)]
    #[track_caller]
    pub fn __try_select(self) -> Option<Selected> {
        let call = Call { op: "select", in_vain: "default", loc: Location::caller() };
        self.select_until(Until::Now, call)
    }

    /// What `select!` with a `default` after some time calls.
    #[doc(hidden)]
    #[track_caller]
    pub fn __select_timeout(self, timeout: Duration) -> Option<Selected> {
        let call = Call { op: "select", in_vain: "default", loc: Location::caller() };
        self.select_until(Until::After(timeout), call)
    }

    /// Says which operation is ready, if one is.
    #[track_caller]
    pub fn try_ready(&mut self) -> Result<usize, TryReadyError> {
        let call = Call { op: "try_ready", in_vain: "none ready", loc: Location::caller() };
        self.ready_until(Until::Now, call).ok_or(TryReadyError)
    }

    /// Waits until an operation is ready, and says which.
    #[track_caller]
    pub fn ready(&mut self) -> usize {
        self.some_operation();
        let call = Call { op: "ready", in_vain: "", loc: Location::caller() };
        let Some(index) = self.ready_until(Until::Forever, call) else {
            unreachable!("it waits for ever")
        };
        index
    }
}

impl Select<'_> {
    /// Waits until an operation is ready, but not for ever, and says which.
    #[track_caller]
    pub fn ready_timeout(&mut self, timeout: Duration) -> Result<usize, ReadyTimeoutError> {
        let call = Call { op: "ready_timeout", in_vain: "timeout", loc: Location::caller() };
        self.ready_until(Until::After(timeout), call).ok_or(ReadyTimeoutError)
    }

    /// Waits until an operation is ready, but not longer than to this moment, and says which.
    #[track_caller]
    pub fn ready_deadline(&mut self, deadline: Instant) -> Result<usize, ReadyTimeoutError> {
        let call = Call { op: "ready_deadline", in_vain: "timeout", loc: Location::caller() };
        let until = Until::Moment(deadline.__on_the_clock());
        self.ready_until(until, call).ok_or(ReadyTimeoutError)
    }
}

impl<'a> Default for Select<'a> {
    fn default() -> Select<'a> {
        Select::new()
    }
}

impl fmt::Debug for Select<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad("Select { .. }")
    }
}

/// A selected operation, still to be completed. Without the lifetime of what it selects from, so that
/// an arm of `select!` may assign to its channel.
#[must_use]
pub struct Selected {
    ticket: Ticket,
    index: usize,
    /// The address of the sender or receiver.
    arm: *const u8,
    loc: Loc,
}

impl Selected {
    /// Which operation it is.
    pub fn index(&self) -> usize {
        self.index
    }

    /// `select!` has looked at all of its operations.
    pub fn no_such_operation(self) -> ! {
        unreachable!("an operation has an index")
    }

    #[track_caller]
    fn redeem<T>(self, arm: &T, otherwise: &str) -> (Ticket, Loc) {
        assert!(std::ptr::from_ref(arm).cast() == self.arm, "{otherwise}");
        let redeemed = (self.ticket, self.loc);
        std::mem::forget(self);
        redeemed
    }

    /// Completes a send operation.
    #[track_caller]
    pub fn send<T>(self, s: &Sender<T>, msg: T) -> Result<(), SendError<T>> {
        let (ticket, _) = self.redeem(s, "passed a sender that wasn't selected");
        let Some(packet) = s.channel.sent(ticket) else { return Err(SendError(msg)) };
        // The message may have been evaluated in steps. Whoever got its place waits for it, so that
        // nobody can notice whether it comes with the last of these steps or later.
        s.channel.gate.pass_along();
        guarded::tell(s.channel.gate.id(), shown(&msg), "");
        packet.write(msg);
        Ok(())
    }

    /// Completes a receive operation.
    #[track_caller]
    pub fn recv<T>(self, r: &Receiver<T>) -> Result<T, RecvError> {
        let (ticket, loc) = self.redeem(r, "passed a receiver that wasn't selected");
        r.received(ticket, "recv", loc).ok_or(RecvError)
    }
}

impl Drop for Selected {
    fn drop(&mut self) {
        panic!("dropped `SelectedOperation` without completing the operation");
    }
}

fn address(arm: &dyn Arm) -> *const u8 {
    std::ptr::from_ref(arm).cast()
}

/// A selected operation that needs to be completed.
#[must_use]
pub struct SelectedOperation<'a> {
    selected: Selected,
    from: PhantomData<&'a ()>,
}

impl SelectedOperation<'_> {
    fn new(selected: Selected) -> Self {
        SelectedOperation { selected, from: PhantomData }
    }

    /// Which operation it is.
    pub fn index(&self) -> usize {
        self.selected.index
    }

    /// Completes a send operation: `s` is the sender that was selected.
    #[track_caller]
    pub fn send<T>(self, s: &Sender<T>, msg: T) -> Result<(), SendError<T>> {
        self.selected.send(s, msg)
    }

    /// Completes a receive operation: `r` is the receiver that was selected.
    #[track_caller]
    pub fn recv<T>(self, r: &Receiver<T>) -> Result<T, RecvError> {
        self.selected.recv(r)
    }
}

impl fmt::Debug for SelectedOperation<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad("SelectedOperation { .. }")
    }
}
