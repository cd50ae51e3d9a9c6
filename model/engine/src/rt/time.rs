//! The one clock. It moves only when a sleep ends, to that sleep's end, the earliest first.
//!
//! A sleep may end as soon as the explorer schedules its thread: whoever sleeps "long enough" for
//! another thread is refused, because in some schedule it was not. Sleeping orders nothing, so its
//! step is a relaxed operation.

use std::sync::atomic::Ordering::Relaxed;
use std::time::Duration;

use super::{Event, Loc, Pending, Value, log, step};
use crate::state::{Idle, me, with};
use crate::stop;

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

/// Sleeps.
pub fn sleep(duration: Duration, loc: Loc) {
    let thread = me();
    let (news, stale) = with(|e| {
        let end = e.clock.saturating_add(duration);
        e.threads[thread].deadline = Some(end);
        (e.news_for(thread), e.threads[thread].saw_stale)
    });
    if !news {
        doze(thread, loc);
    }
    tick("sleep", loc);
    with(|e| e.threads[thread].idle = Idle::Queueing);
    while with(|e| e.first_sleeper()) != Some(thread) {
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

/// The sleep of a polling loop that has seen everything: others first.
fn doze(thread: usize, loc: Loc) {
    with(|e| e.threads[thread].idle = Idle::Dozing);
    while !with(|e| e.news_for(thread)) {
        let nobody = with(|e| !(0..e.threads.len()).any(|t| t != thread && e.can_act(t)));
        if nobody && with(|e| e.first_sleeper()) == Some(thread) {
            idle_expiry();
            break;
        }
        super::spin::idle("sleep", loc);
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
    let Some(cell) = with(|e| e.clock_cell.clone()) else {
        stop::not_modelled("time outside of a model".into())
    };
    step(Pending::new(op, None, loc), || cell.fetch_add(0, Relaxed));
}
