//! Polling: loops that look again and again until somebody changes something.
//!
//! A turn that would see the same as the last one is not worth exploring, and two pollers that take
//! turns would never end. So a thread that saw everything there is to see (nothing changed since its
//! last turn, and it read nothing stale) lets others run until something changes. It must not be
//! *woken*, because a wake-up would order its reads after the change, which polling a relaxed flag
//! does not. If nobody is left who could change anything, that is a livelock.

use super::{Loc, Pending, step};
use crate::state::{Idle, Place, me, with};
use crate::{coroutine, stop};

/// Repetitions of one read, with nothing changing anywhere, after which a loop without `spin_loop` or
/// `yield_now` counts as polling. Fewer are explored like any other reads.
const REPEATS: u32 = 20;
/// … where one has been seen to go on so long.
const KNOWN_REPEATS: u32 = 2;
/// … and after which, with nobody left to change anything, it counts as endless.
const ENDLESS: u32 = 1_000;

/// One turn of something that polls, or of somebody who only hopes that others go first: `yield_now` and `spin_loop`
/// promise neither that anybody does nor that this is a loop, and a loop may give up. So it goes on at once, turn after turn, and
/// that others go first there is a preemption like any other. Only where a loop has been seen to turn `PATIENCE` times without
/// news does it let others act until there is some, from a turn on of which nobody can tell whether it was taken; the execution
/// that shows it starts the exploration over.
pub fn spin(op: &'static str, loc: Loc) {
    let thread = me();
    let (turns, stale) = with(|e| (e.turns_without_news(thread), e.threads[thread].saw_stale));
    // How many there were may depend on what left no trace: that another thread has begun.
    with(|e| e.chose(2 + turns.min(PATIENCE + 1) as u8 + (PATIENCE as u8 + 2) * u8::from(stale)));
    let patience = match with(|e| e.finer.endless.contains(&loc.into())) {
        true => TURNS_OF_A_LOOP,
        false => PATIENCE,
    };
    if stale {
        // Only who has given way will see what it has seen to be old no more.
        give_way(op, loc);
    } else if turns > patience {
        with(|e| e.goes_on_polling(loc.into()));
        super::waits();
        if !until_news(op, loc.into()) && turns > ENDLESS {
            stop::livelock();
        }
    }
    saw_all();
}

/// Lets others act until there is news for this thread; whether there is. When nobody can act any more, a loop may yet come
/// to an end by itself.
fn until_news(op: &'static str, place: Place) -> bool {
    let thread = me();
    with(|e| e.threads[thread].idle = Idle::Polling);
    let news = loop {
        if with(|e| e.news_for(thread)) {
            break true;
        }
        let others = with(|e| (0..e.threads.len()).any(|t| t != thread && e.can_act(t)));
        // That another thread has begun leaves no other trace.
        with(|e| e.chose(others.into()));
        // When nobody can act, a sleeper makes time pass.
        if others || with(|e| e.first_sleeper().is_some()) {
            idle(op, place);
        } else if with(|e| e.threads[thread].saw_clock) {
            super::time::let_it_pass();
        } else {
            break false;
        }
    };
    with(|e| e.threads[thread].idle = Idle::No);
    news
}

/// Steps of one thread, with nobody else changing anything, after which taking a lock counts as polling.
const OVERLONG: u32 = 600;

/// To be called before a lock is taken. A loop may wait for others by that (`while !*ready.lock().unwrap() {}`), and an explorer
/// that is not fair lets it run for ever. So where a thread has gone on so long, the exploration starts over, and whoever comes
/// there for the third time without news lets others go first.
pub(crate) fn gets_nowhere(pending: Pending) {
    let thread = me();
    let here = with(|e| {
        if e.threads[thread].own_steps > OVERLONG {
            e.goes_on_and_on(pending.place);
        }
        e.finer.overlong.contains(&pending.place)
    });
    if !here || with(|e| e.threads[thread].idle != Idle::No) {
        return;
    }
    let (turns, stale) = with(|e| (e.turns_without_news(thread), e.threads[thread].saw_stale));
    with(|e| e.chose(2 + turns.min(2) as u8 + 3 * u8::from(stale)));
    if stale {
        give_way(pending.op, pending.place);
    } else if turns > TURNS_OF_A_LOOP {
        // No livelock where there is none: what is behind the lock may have changed at each visit.
        until_news(pending.op, pending.place);
    }
    saw_all();
}

/// Turns without news that a loop takes at once where a loop has been seen to go on.
const TURNS_OF_A_LOOP: u32 = 1;

/// … and as long as it may.
const PATIENCE: u32 = 16;

/// Turns without news after which a task that asks to be polled again lets others go first.
const TURNS: u32 = 4;

/// … where nothing is left out (see `Config`).
const TURNS_AT_MOST: u32 = 6;

/// One turn of something that asks to be polled again (`yield_now().await`), which need not be a loop: it goes on at
/// once for a few turns, lets others go first when nothing changes, and may come to an end by itself when
/// there are none. What this thread itself has changed is news: it runs more tasks than one.
pub fn again(op: &'static str, loc: Loc) {
    let thread = me();
    super::note_begin(Pending::new(op, None, loc));
    // Who gives way to loom is not the next to run, even where nothing forbids it; but only who has given way
    // will see what it has seen to be old no more.
    if with(|e| e.threads[thread].saw_stale) {
        give_way(op, loc);
        return saw_all();
    }
    let (version, turns) = with(|e| {
        let version = e.version;
        let t = &mut e.threads[thread];
        if t.again_version != Some(version) {
            t.again_version = Some(version);
            t.again_turns = 0;
        }
        t.again_turns += 1;
        (version, t.again_turns)
    });
    let (clock, saw_clock) = with(|e| (e.clock, e.threads[thread].saw_clock));
    saw_all();
    if turns <= if with(|e| e.finer.all) { TURNS_AT_MOST } else { TURNS } {
        return;
    }
    with(|e| e.threads[thread].idle = Idle::Polling);
    while with(|e| e.version == version && !(saw_clock && e.clock != clock)) {
        let others = with(|e| (0..e.threads.len()).any(|t| t != thread && e.can_act(t)));
        if others || with(|e| e.first_sleeper().is_some()) {
            idle(op, loc);
        } else if saw_clock {
            super::time::let_it_pass();
        } else if turns > ENDLESS {
            stop::livelock();
        } else {
            break;
        }
    }
    with(|e| e.threads[thread].idle = Idle::No);
}

/// As one turn of a polling loop, for whoever will do something else next instead of looking again for ever.
pub fn once(op: &'static str, loc: Loc) {
    give_way(op, loc);
    saw_all();
}

/// Lets any other thread go first; no ordering comes of it.
pub(crate) fn give_way(op: &'static str, place: impl Into<Place>) {
    step(Pending::new(op, None, place), loom::thread::yield_now);
}

/// As `give_way`, for a thread that has nothing to do: whom it gives way to is not worth exploring, and two
/// that give way to each other would be explored for ever.
pub(crate) fn idle(op: &'static str, place: impl Into<Place>) {
    step(Pending::new(op, None, place), || {
        coroutine::pause();
        loom::thread::yield_now();
        // Nobody else may have been there to switch to.
        coroutine::go_on();
    });
}

/// From here on this thread will have seen everything that has happened.
pub(crate) fn saw_all() {
    let thread = me();
    with(|e| {
        let (version, clock) = (e.version, e.clock);
        let t = &mut e.threads[thread];
        t.seen_version = Some(version);
        t.seen_clock = clock;
        t.saw_clock = false;
        t.saw_stale = false;
    });
}

/// To be called before a read that may be part of a loop without a hint.
pub(crate) fn before_read(loc: Loc) {
    let thread = me();
    let (polls, endless) = with(|e| {
        let version = e.version;
        let known = e.finer.endless.contains(&loc.into());
        let t = &mut e.threads[thread];
        if t.reads_version != version {
            t.reads_version = version;
            t.reads.clear();
            t.repeats = 0;
        }
        let repeats = t.repeats;
        // A loop with a hint has its own patience.
        let enough = if known { KNOWN_REPEATS } else { REPEATS * (1 + t.turns.min(PATIENCE)) };
        let others = (0..e.threads.len()).any(|other| other != thread && e.can_act(other));
        let alone = !others && e.first_sleeper().is_none();
        (repeats >= enough, repeats >= ENDLESS && alone)
    });
    if endless {
        stop::livelock();
    }
    if polls {
        with(|e| e.goes_on_polling(loc.into()));
        // Also when alone: loom lets a thread read an old value again and again until it gives way.
        give_way("poll", loc);
    }
}

/// To be called after it, with what was seen.
pub(crate) fn after_read(loc: Loc, object: u32, seen: u64) {
    let thread = me();
    with(|e| {
        let t = &mut e.threads[thread];
        let read = (Place::from(loc), object, seen);
        if t.reads.contains(&read) {
            t.repeats += 1;
        } else if t.reads.len() < 8 {
            t.reads.push(read);
        }
    });
}

/// As `before_read`, for the stand-ins: before a look that does not wait.
pub fn before_polling(loc: Loc) {
    before_read(loc);
}

/// As `after_read`, when there was nothing.
pub fn after_polling(loc: Loc, object: u32) {
    after_read(loc, object, 0);
}
