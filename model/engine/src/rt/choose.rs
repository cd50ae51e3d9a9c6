//! Choices that are nobody's to make: which arm a `select!` takes, which of two waiters wakes, whether a
//! wait ends for no reason. All of them are explored.
//!
//! loom explores who runs next, which store a load sees, and one thing more: its `Notify` may wake its
//! waiter spuriously, both ways being tried. That last one is a coin with two sides, all we need, but for what
//! `Notify::wait` does once the coin has fallen: it makes the thread wait, or give way. It says how
//! the coin fell before, though, in a `tracing` event. So a coin is flipped by waiting for a `Notify` that
//! nobody will ever notify, while a subscriber of ours listens; it unwinds out of `wait` with what it heard.
//!
//! No thread is switched, none of loom's five is taken, and the coin is an entry in loom's path like a load's:
//! it belongs to the step that comes before, orders nothing, and costs no preemption. Should a later
//! loom not say how the coin fell, the self-test fails, and until then the verdict is `not_modelled`.

use std::cell::Cell;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Once;

use tracing_core::field::{Field, Visit};
use tracing_core::span::{Attributes, Id, Record};
use tracing_core::subscriber::Interest;
use tracing_core::{Dispatch, Event as Said, LevelFilter, Metadata, Subscriber, dispatcher};

use super::{Event, Loc, Place, Value, count, log};
use crate::state::with;
use crate::stop;

/// Coins an execution may flip. A loop that ends when the coin falls right ends at last, in the real world;
/// exploring it must end, too. So bad luck lasts this long; then choices are made in turn, and nothing
/// happens without a reason.
const COINS: usize = 32;

/// Wake-ups for no reason in one execution. One is enough to tell `if` from `while`, and each more makes
/// the search longer by the number of waits.
const SPURIOUS: u32 = 1;

/// One of `n`, each of which some execution gets. Logged as `op`, with the choice as its value; without
/// a row when there is nothing to choose from.
pub fn choose(op: &'static str, object: Option<u32>, n: usize, loc: Loc) -> usize {
    let chosen = pick(n, loc);
    if n > 1 {
        let mut event = Event::new(op, loc).value(Value::Unsigned(chosen as u64));
        event.object = object;
        event.chosen = true;
        event.among = among(n);
        log(event);
    }
    chosen
}

/// A row's `among`.
pub fn among(n: usize) -> u8 {
    n.min(u8::MAX.into()) as u8
}

/// As `choose`, for whoever has a row to say it in.
pub fn pick(n: usize, loc: Loc) -> usize {
    assert!(n > 0, "a choice among nothing");
    match with(|e| e.coins < COINS) {
        // The last one is what is left when no other was taken.
        true => (0..n - 1).find(|_| !flip()).unwrap_or(n - 1),
        false => {
            count();
            with(|e| in_turn(&mut e.turns, loc.into())) % n
        }
    }
}

/// Whether a wait that begins now ends for no reason. Not in the first search of all, so that a failure that
/// needs no such thing is shown without.
pub fn wakes_spuriously() -> bool {
    let may = with(|e| {
        e.missed_spurious |= e.calm;
        !e.calm && e.spurious < SPURIOUS
    });
    let wakes = may && flip();
    if wakes {
        with(|e| e.spurious += 1);
    }
    wakes
}

/// As `choose`, which of `n` futures is asked first: if all are pending, that makes no difference (see `task::chose`).
pub fn choose_first(op: &'static str, n: usize, loc: Loc) -> usize {
    // Otherwise the first alternative is not explored by itself.
    let explored = with(|e| e.choices.len() + n <= COINS);
    let chosen = choose(op, None, n, loc);
    if explored {
        super::task::chose(chosen != 0);
    }
    chosen
}

/// False in one execution, and in a later one true. Not logged: whoever flips logs what came of it.
pub fn flip() -> bool {
    if with(|e| e.coins >= COINS) {
        return false;
    }
    listen();
    count();
    let coin = loom::sync::Notify::new();
    // Whatever loom has to complain about comes as another panic, which the panic hook has seen.
    let heard = catch_unwind(AssertUnwindSafe(|| coin.wait()));
    let Some(woke) = FELL.take().filter(|_| heard.is_err()) else {
        stop::not_modelled("the explorer made a choice and did not say which".into())
    };
    with(|e| {
        e.coins += 1;
        e.chose(woke.into());
    });
    woke
}

fn in_turn(turns: &mut Vec<(Place, usize)>, place: Place) -> usize {
    let known = turns.iter().position(|(known, _)| *known == place);
    let i = known.unwrap_or_else(|| {
        turns.push((place, 0));
        turns.len() - 1
    });
    turns[i].1 += 1;
    turns[i].1
}

thread_local! {
    static FELL: Cell<Option<bool>> = const { Cell::new(None) };
}

/// Listens to loom from here on: checks without a choice shall not pay for it.
fn listen() {
    static LISTENS: Once = Once::new();
    LISTENS.call_once(|| {
        if dispatcher::set_global_default(Dispatch::new(Listener)).is_err() {
            stop::not_modelled("somebody else listens to the explorer".into());
        }
    });
}

struct Listener;

fn is_coin(metadata: &Metadata<'_>) -> bool {
    metadata.target() == "loom::rt::notify" && metadata.fields().field("notified").is_some()
}

impl Subscriber for Listener {
    fn register_callsite(&self, metadata: &'static Metadata<'static>) -> Interest {
        if is_coin(metadata) { Interest::always() } else { Interest::never() }
    }

    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        is_coin(metadata)
    }

    fn max_level_hint(&self) -> Option<LevelFilter> {
        Some(LevelFilter::TRACE)
    }

    fn event(&self, said: &Said<'_>) {
        struct Side(Option<bool>);
        impl Visit for Side {
            fn record_bool(&mut self, field: &Field, value: bool) {
                if field.name() == "spurious" {
                    self.0 = Some(value);
                }
            }
            fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
                if field.name() == "spurious" {
                    self.0 = format!("{value:?}").parse().ok();
                }
            }
        }
        let mut side = Side(None);
        said.record(&mut side);
        if side.0.is_some() {
            FELL.set(side.0);
            // Out of `wait`, before anything comes of it; loom's own borrow ends on the way.
            resume_unwind(Box::new(()));
        }
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }
    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}
