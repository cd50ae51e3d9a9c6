//! Runs a check once for every schedule.
//!
//! # A trick, and why
//!
//! *Everything runs while this OS thread counts as panicking.* All model threads are coroutines on
//! one OS thread, and `std::thread::panicking()` is kept per OS thread. loom's `Mutex` holds a std
//! mutex, which is poisoned (and loom then panics) when a guard that was taken while the OS thread was not
//! panicking is dropped while it is: by whichever coroutine. A guard that was *taken* while
//! panicking never poisons. So exploring happens inside a destructor that runs during an unwinding
//! of our own, and every lock is as good as new however an answer panics. The stand-ins answer
//! `panicking()` from their own per-thread count.

use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;

use crate::config::Config;
use crate::state::{LoomAtomic, Place, set_explores, set_me, with};
use crate::stop::{NOT_TEXT, SESSION, fail, message_of, on_panic, stop, too_large};
use crate::verdict::{Failure, Verdict};
use crate::{coroutine, overflow, rt};

/// Leaves loom's loop between two executions. Thrown without the panic hook.
#[derive(Clone, Copy, PartialEq)]
enum Leave {
    /// More executions than allowed.
    TooMany,
    /// Somebody looks at what was explored too coarsely for that (locks, threads' ends, tasks): start again, finer.
    Restart,
}

enum Bound {
    Complete,
    Left(Leave),
}

/// Explores `body` and never returns: the verdict goes out on the channel.
pub fn explore(config: &Config, body: fn()) -> ! {
    std::panic::set_hook(Box::new(on_panic));
    coroutine::warm_up();
    if let Err(error) = overflow::handle() {
        stop(&Verdict::NotModelled { message: format!("no handler for stack overflows: {error}") });
    }
    set_explores(true);
    with(|e| {
        e.sequential = config.sequential;
        e.finer.all = config.finest;
        e.no_log = config.no_log;
        e.max_branches = config.max_branches;
    });
    let mut verdict = None;
    as_if_panicking(|| verdict = Some(all_bounds(config, body)));
    let Some(verdict) = verdict else { unreachable!("`as_if_panicking` runs its argument") };
    stop(&verdict)
}

/// Runs `f` in a destructor during an unwinding.
fn as_if_panicking(f: impl FnOnce()) {
    struct OnDrop<F: FnOnce()>(Option<F>);
    impl<F: FnOnce()> Drop for OnDrop<F> {
        fn drop(&mut self) {
            if let Some(f) = self.0.take() {
                f()
            }
        }
    }
    let _ = catch_unwind(AssertUnwindSafe(|| {
        let _on_drop = OnDrop(Some(f));
        resume_unwind(Box::new(()));
    }));
}

fn all_bounds(config: &Config, body: fn()) -> Verdict {
    let bounds: Vec<Option<u8>> = match config.bound {
        Some(last) => (1..=last).map(Some).collect(),
        None => vec![None],
    };
    with(|e| e.calm = true);
    for bound in bounds {
        loop {
            with(|e| {
                e.bound = bound;
                e.executions = 0;
            });
            match one_bound(config, bound, body) {
                // Once more, if somebody could have woken for no reason.
                Bound::Complete if with(|e| std::mem::take(&mut e.calm) && e.missed_spurious) => {
                    with(|e| e.forget_previous())
                }
                Bound::Complete => break,
                Bound::Left(Leave::Restart) => with(|e| {
                    e.watched |= std::mem::take(&mut e.found_watching);
                    e.found_finer = false;
                    e.forget_previous();
                }),
                Bound::Left(Leave::TooMany) => too_large(format!(
                    "more than {} executions, and some schedules are still unexplored: fewer threads or fewer rounds fit the model",
                    config.max_executions
                )),
            }
        }
        // The next bound starts over: its first execution is not a replay of the last one's.
        with(|e| e.forget_previous());
    }
    let (executions, total_executions, unseen) = with(|e| {
        let unseen: Vec<_> =
            e.sometimes.iter().filter(|(_, seen)| !seen).map(|(what, _)| *what).collect();
        (e.executions, e.total_executions, unseen)
    });
    if unseen.is_empty() {
        if let Some(message) = with(|e| e.unsure.take()) {
            return Verdict::NotModelled { message };
        }
        return Verdict::Passed { bound: config.bound, executions, total_executions };
    }
    Verdict::Failed(Box::new(Failure {
        kind: "assertion",
        message: format!("no schedule showed: {}", unseen.join("; ")),
        bound: config.bound,
        ..Failure::default()
    }))
}

fn one_bound(config: &Config, bound: Option<u8>, body: fn()) -> Bound {
    let mut builder = loom::model::Builder::new();
    builder.max_threads = crate::state::MAX_THREADS;
    // The engine counts steps itself; loom's own limit is also the size of a table, and a step may
    // take several entries of it.
    builder.max_branches = config.max_branches * 4;
    builder.preemption_bound = bound.map(usize::from);
    builder.max_permutations = None;
    builder.max_duration = None;
    builder.checkpoint_file = None;
    builder.location = false;
    builder.log = false;
    let max_executions = config.max_executions;
    let result = catch_unwind(AssertUnwindSafe(|| {
        builder.check(move || one_execution(max_executions, body))
    }));
    let Err(payload) = result else { return Bound::Complete };
    if let Some(leave) = payload.downcast_ref::<Leave>() {
        return Bound::Left(*leave);
    }
    let message = message_of(&*payload).unwrap_or(NOT_TEXT.into());
    stop(&Verdict::NotModelled { message: format!("the explorer stopped: {message}") })
}

/// One execution, on loom's first thread.
fn one_execution(max_executions: u64, body: fn()) {
    set_me(0);
    let leave = with(|e| {
        e.reset();
        (e.executions > max_executions).then_some(Leave::TooMany)
    });
    if let Some(leave) = leave {
        resume_unwind(Box::new(leave));
    }
    prepare();
    coroutine::run(0, Box::new(move || main_thread(body)));
    if with(|e| e.found_watching && !e.watched || e.found_finer) {
        resume_unwind(Box::new(Leave::Restart));
    }
}

/// What must exist before any other thread: loom demands that an atomic's creation happens before
/// every access, so statics get theirs from here.
fn prepare() {
    let wanted = with(|e| e.pool_wanted);
    let pool: Vec<_> = (0..wanted).map(|_| Arc::new(LoomAtomic::new(0))).collect();
    let clock = Arc::new(LoomAtomic::new(0));
    let handle = loom::thread::current();
    with(|e| {
        e.pool = pool;
        e.clock_cell = Some(clock);
        e.threads[0].handle = Some(handle);
    });
}

/// The check's body, and what has to come after it.
fn main_thread(body: fn()) {
    set_me(0);
    if let Err(payload) = rt::catch(body) {
        let seen = with(|e| e.threads[0].last_panic.clone());
        let text = message_of(&*payload).map(Cow::into_owned);
        let (message, place) = match (seen, text) {
            (Some(seen), Some(text)) if seen.message == text => (text, seen.place),
            // Resumed without a hook: the panic was first another thread's.
            (_, Some(text)) => {
                let place = with(|e| first_place_of(&e.threads, &text));
                (text, place)
            }
            (Some(seen), None) => (seen.message, seen.place),
            (None, None) => (NOT_TEXT.to_owned(), None),
        };
        let asserted =
            message.starts_with("assertion ") || place.is_some_and(|p| of_the_check(p.file));
        let kind = if asserted { "assertion" } else { "panic" };
        fail(kind, message, place);
    }
    rt::local::drop_all();
    rt::thread::wait_for_all();
}

fn of_the_check(file: &str) -> bool {
    let checks = SESSION.get().and_then(|session| session.config.file.as_deref());
    checks.is_some_and(|checks| std::path::Path::new(file).ends_with(checks))
}

fn first_place_of(threads: &[crate::state::Thread], message: &str) -> Option<Place> {
    threads
        .iter()
        .filter_map(|t| t.last_panic.as_ref())
        .find(|p| p.message == message)
        .and_then(|p| p.place)
}
