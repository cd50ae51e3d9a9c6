//! The channels behind `after`, `at` and `tick`: their messages are moments of the model's clock.
//!
//! Nobody sends here. A message is there as soon as it is its moment, and whoever waits for it lets time pass until
//! then, in the order of all moments that anybody waits for. One more thing is explored: that it *is* the
//! moment when somebody comes and has something else to receive as well (see [`super::select`]).

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use model::rt::lock::Gate;
use model::rt::{Loc, time};
use model_std::time::Instant;

use super::state::Ticket;

/// What all clones of such a receiver share.
pub(super) struct Timer {
    pub gate: Arc<Gate>,
    /// The time between two messages; `None` when there is only one.
    every: Option<Duration>,
    /// A real lock, held between two steps.
    state: Mutex<State>,
}

struct State {
    /// When the next message is there, and the message.
    next: Option<(Duration, Instant)>,
    held: Vec<(Ticket, Instant)>,
    next_ticket: Ticket,
}

impl Timer {
    pub fn new(
        kind: &'static str,
        first: Instant,
        every: Option<Duration>,
        loc: Loc,
    ) -> Arc<Timer> {
        let next = (first.__on_the_clock(), first);
        let state = State { next: Some(next), held: Vec::new(), next_ticket: 0 };
        Arc::new(Timer { gate: Arc::new(Gate::at(kind, loc)), every, state: Mutex::new(state) })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// When the next message is there, if another one comes.
    pub fn next(&self) -> Option<Duration> {
        self.state().next.map(|(moment, _)| moment)
    }

    /// Takes the message that is there.
    pub fn take(&self) -> Ticket {
        let now = time::look();
        let mut state = self.state();
        let Some((_, message)) = state.next else { unreachable!("there is a message") };
        // As the real one, a ticker does not make up for ticks that nobody took.
        let next = self.every.map(|every| now.saturating_add(every));
        state.next = next.map(|next| (next, Instant::__of_the_clock(next)));
        state.next_ticket += 1;
        let ticket = state.next_ticket;
        state.held.push((ticket, message));
        ticket
    }

    /// The message that was taken.
    pub fn received(&self, ticket: Ticket) -> Instant {
        let mut state = self.state();
        let known = state.held.iter().position(|(t, _)| *t == ticket);
        let Some(i) = known else { unreachable!("a ticket is redeemed once, where it was given") };
        state.held.swap_remove(i).1
    }

    /// Whether there is a message, as the step before finds it.
    pub fn is_due(&self) -> bool {
        let now = time::look();
        self.next().is_some_and(|next| next <= now || has_come(next))
    }
}

/// Whether `moment`, which has not come as far as the clock knows, has come nevertheless, for whoever does not wait.
pub(super) fn has_come(moment: Duration) -> bool {
    let has = (time::could_be(moment) && model::rt::flip()) || time::must_be(moment);
    if has {
        time::pass_to(moment);
    }
    has
}
