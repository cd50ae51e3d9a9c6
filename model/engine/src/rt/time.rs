//! The one clock. It moves only when a sleep ends, to that sleep's end, the earliest first.
//!
//! A sleep may end as soon as the explorer schedules its thread: whoever sleeps "long enough" for
//! another thread is refused, because in some schedule it was not. Sleeping orders nothing, so its
//! step is a relaxed operation.

use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;
use std::time::Duration;

use super::lock::{self, Gate};
use super::{Event, Loc, Pending, Place, Value, log, step};
use crate::state::{Idle, LoomAtomic, me, with};
use crate::stop;

/// Waits and sleeps of a thread, in one execution, that may run out of time though nothing has changed since its last one did: so
/// many more than one may fail in a row while another thread is late. Without an end to it, a loop that tries
/// again for ever would be explored for ever.
const RETRIES: u32 = 2;

/// … where nothing is left out (see `Config`).
const RETRIES_AT_MOST: u32 = 6;

/// Sleeps in a row that may end without anything else happening.
const IDLE_EXPIRIES: u32 = 100;

/// The time since the execution began.
pub fn now(loc: Loc) -> Duration {
    tick("now", loc);
    let now = with(|e| {
        e.threads[me()].saw_clock = true;
        e.clock
    });
    let mut event = Event::new("now", loc).value(Value::Owned(format!("{now:?}").into()));
    event.chosen = true;
    log(event);
    now
}

/// The time since the execution began, for something that begins now and is no row of its own.
pub fn start(op: &'static str, loc: Loc) -> Duration {
    tick(op, loc);
    with(|e| e.clock)
}

/// The time since the execution began, for whoever has just waited for it.
pub fn reading() -> Duration {
    with(|e| e.clock)
}

/// Sleeps.
pub fn sleep(duration: Duration, loc: Loc) {
    let thread = me();
    let (news, stale) = with(|e| {
        let end = e.clock.saturating_add(duration);
        e.threads[thread].deadline = Some(end);
        (e.news_for(thread), e.threads[thread].saw_stale)
    });
    super::waits();
    let retry = !news && retries(thread, Again::Turn);
    if !news && !retry {
        doze(thread, "sleep", loc);
    }
    with(|e| e.threads[thread].retries += u32::from(retry));
    tick("sleep", loc);
    with(|e| e.threads[thread].idle = Idle::Queueing);
    while !with(|e| e.sleeps_first(thread)) {
        super::spin::idle("sleep", loc);
    }
    with(|e| {
        let t = &mut e.threads[thread];
        t.idle = Idle::No;
        if let Some(end) = t.deadline.take() {
            e.clock = e.clock.max(end);
        }
    });
    if stale {
        // A poller that read an old value may read it again after its first sleep, and after its second, for ever. Having
        // given way, a thread sees what it has seen to be old no more; still nothing is ordered.
        super::spin::give_way("sleep", loc);
    }
    super::spin::saw_all();
    log(Event::new("sleep", loc).value(Value::Owned(format!("{duration:?}").into())));
}

/// Whether a wait may run out of time though nothing has changed since the last one did.
#[derive(Clone, Copy, PartialEq)]
enum Again {
    /// It is a turn of a loop that polls: others go first.
    No,
    Attempt,
    Turn,
}

/// A wait that ends by itself. It has begun; see [`Timer::wait`].
pub struct Timer {
    /// `None`: never.
    end: Option<Duration>,
    /// Whether it may run out of time again and again.
    again: Again,
}

impl Timer {
    /// Begins, in the step before: whoever waits has just said so behind a gate.
    pub fn start(duration: Duration) -> Timer {
        // Real clocks end at about this many seconds, and what would end later waits for ever.
        if duration.as_secs() > i64::MAX as u64 {
            return Timer { end: None, again: Again::No };
        }
        // When it ends depends on when it begins.
        let end = look().saturating_add(duration);
        with(|e| {
            // Granted already: it is no sleeper.
            if !e.threads[me()].granted {
                e.threads[me()].deadline = Some(end);
            }
        });
        Timer { end: Some(end), again: Again::No }
    }

    /// For a wait that is worth repeating: that several such waits run out of time in a row, though nothing has changed, is
    /// explored too.
    pub fn of_an_attempt(self) -> Timer {
        Timer { again: Again::Attempt, ..self }
    }

    /// For a wait that is a turn of a loop that polls, more often than not, but may be an attempt: as above, where there is only one
    /// other thread.
    pub fn of_a_turn(self) -> Timer {
        Timer { again: Again::Turn, ..self }
    }

    /// Until that moment, which was settled in a step before.
    pub fn until(end: Duration) -> Timer {
        with(|e| {
            if !e.threads[me()].granted {
                e.threads[me()].deadline = Some(end.max(e.clock));
            }
        });
        Timer { end: Some(end), again: Again::No }
    }

    /// Waits until somebody grants this thread or the time is up, as the explorer chooses. Returns whether it
    /// was granted; if not, `leave` was called in the very step that decided it, so that nobody will.
    ///
    /// Whoever grants must have passed `gate` to find out that this thread waits. Running out of time is a step
    /// through the same gate, which makes both orders different schedules.
    ///
    /// The thread never blocks, as far as loom knows; it lets others go first, free of charge, and when they
    /// cannot go on it runs out of time. That it does so earlier loom finds, by preempting somebody. Only the
    /// very moment of giving way loom would not try again: so what comes next may be a choice.
    pub fn wait(self, gate: &Gate, op: &'static str, loc: Loc, leave: impl FnOnce()) -> bool {
        self.wait_behind(gate.pending(op, loc), || gate.pass(op, loc), leave)
    }

    /// As `wait`, at several gates: whoever grants must have passed one of them.
    pub fn wait_at(self, gates: &[&Gate], pending: Pending, leave: impl FnOnce()) -> bool {
        if self.end.is_none() {
            super::wait_at(gates, pending);
            return true;
        }
        self.wait_behind(pending, || lock::pass_all(gates, pending), leave)
    }

    /// As `wait`, where this is how to pass the gate.
    pub(crate) fn wait_behind(
        self,
        pending: Pending,
        pass: impl Fn(),
        leave: impl FnOnce(),
    ) -> bool {
        let Some(end) = self.end else {
            super::wait(pending);
            return true;
        };
        let (thread, op, place) = (me(), pending.op, pending.place);
        super::waits();
        let (news, stale) = with(|e| (e.news_for(thread), e.threads[thread].saw_stale));
        let (others, matters) = with(|e| e.next_to(thread));
        let retry = !news && retries(thread, self.again);
        if !news && !retry {
            doze(thread, op, place);
        }
        with(|e| e.threads[thread].idle = Idle::Timed);
        if news || retry {
            // Its time cannot come now if somebody else's comes before.
            let matters = matters && with(|e| e.sleeps_first(thread));
            // Which of these it is may depend on what left no trace: that another thread has begun.
            with(|e| e.chose(2 + u8::from(others) + u8::from(matters)));
            if others && !(matters && super::flip()) {
                super::spin::give_way(op, place);
            }
        }
        loop {
            pass();
            if with(|e| std::mem::take(&mut e.threads[thread].granted)) {
                with(|e| e.threads[thread].idle = Idle::No);
                return true;
            }
            if with(|e| e.sleeps_first(thread)) {
                break;
            }
            with(|e| e.threads[thread].idle = Idle::Queueing);
            while with(|e| !e.sleeps_first(thread) && !e.threads[thread].granted) {
                super::spin::idle(op, place);
            }
            with(|e| e.threads[thread].idle = Idle::Timed);
        }
        look();
        with(|e| {
            e.threads[thread].deadline = None;
            e.threads[thread].idle = Idle::No;
            e.threads[thread].retries += u32::from(retry);
            e.clock = e.clock.max(end);
        });
        leave();
        if stale {
            // See `sleep`.
            super::spin::give_way(op, place);
        }
        super::spin::saw_all();
        false
    }

    /// It has ended for no reason, before its time: at once, or halfway there, unless somebody else's time comes before. Whoever
    /// then waits as long again waits too long.
    pub fn interrupt(self) {
        let halfway = with(|e| {
            e.threads[me()].deadline = None;
            let halfway = e.clock + self.end?.saturating_sub(e.clock) / 2;
            (halfway > e.clock && !e.wakes_before(halfway)).then_some(halfway)
        });
        if let Some(halfway) = halfway
            && super::flip()
        {
            look();
            with(|e| e.clock = e.clock.max(halfway));
        }
    }

    /// When it ends.
    pub fn end(&self) -> Option<Duration> {
        self.end
    }
}

/// The clock, as of the step before.
pub fn look() -> Duration {
    let cell = clock_cell();
    super::unpreempted(|| cell.fetch_add(0, Relaxed));
    with(|e| e.clock)
}

/// Whether it could be `moment` by now, for whoever has just looked at the clock and does not wait: time passes
/// while one does something else, too. Not before those who sleep until then have woken; and not twice with nothing
/// done in between, lest a loop over a ticker be explored for ever.
pub fn could_be(moment: Duration) -> bool {
    with(|e| e.idle_expiries == 0 && !e.wakes_before(moment))
}

/// Whether it must be `moment` at last: this thread, which does not wait, has looked before, and nobody is
/// left to change anything.
pub fn must_be(moment: Duration) -> bool {
    with(|e| {
        let thread = me();
        let others = (0..e.threads.len()).any(|t| t != thread && e.can_act(t));
        e.threads[thread].repeats > 0 && !others && !e.wakes_before(moment)
    })
}

/// Lets it be `moment`, as the step before decided.
pub fn pass_to(moment: Duration) {
    idle_expiry();
    with(|e| e.clock = e.clock.max(moment));
}

/// The time until then, on a clock that this thread has just waited for.
pub fn left_until(end: Duration) -> Duration {
    with(|e| end.saturating_sub(e.clock))
}

/// Whether a thread that waits again in vain, with nothing new since the last time, may do so once more while others could act. A turn
/// of a loop only beside a single other thread: several that poll would be explored in every mixture of turns.
fn retries(thread: usize, again: Again) -> bool {
    with(|e| {
        let retries = if e.finer.all { RETRIES_AT_MOST } else { RETRIES };
        let worth_it = match again {
            Again::No => false,
            Again::Attempt => true,
            Again::Turn => e.threads.len() <= 2 || e.finer.all,
        };
        worth_it && e.threads[thread].retries < retries && e.next_to(thread).0
    })
}

/// The sleep of a polling loop that has seen everything: others first.
fn doze(thread: usize, op: &'static str, place: impl Into<Place> + Copy) {
    with(|e| e.threads[thread].idle = Idle::Dozing);
    while !with(|e| e.news_for(thread) || e.threads[thread].granted) {
        let nobody = with(|e| !(0..e.threads.len()).any(|t| t != thread && e.can_act(t)));
        if nobody && with(|e| e.sleeps_first(thread)) {
            idle_expiry();
            break;
        }
        super::spin::idle(op, place);
    }
    with(|e| e.threads[thread].idle = Idle::No);
}

/// Lets time pass for a thread that polls the clock while nobody sleeps.
pub(crate) fn let_it_pass() {
    idle_expiry();
    // In growing steps, so that whatever end it waits for comes.
    with(|e| {
        let step = Duration::from_millis(1).saturating_mul(1 << e.idle_expiries.min(20));
        e.clock = e.clock.saturating_add(step);
    });
}

fn idle_expiry() {
    let endless = with(|e| {
        e.idle_expiries += 1;
        e.idle_expiries > IDLE_EXPIRIES
    });
    if endless {
        stop::livelock();
    }
}

/// A step ordered with all others that concern the clock, and with nothing else.
fn tick(op: &'static str, loc: Loc) {
    let cell = clock_cell();
    step(Pending::new(op, None, loc), || cell.fetch_add(0, Relaxed));
}

fn clock_cell() -> Arc<LoomAtomic> {
    with(|e| e.clock_cell.clone())
        .unwrap_or_else(|| stop::not_modelled("time outside of a model".into()))
}
