//! Pools: workers, their queues, and who waits for what.
//!
//! A *job* is what a worker runs to its end; the schedule shows jobs (as tasks), not workers. A pool has at most two
//! workers, whatever it was built for, which start with the first job that needs them. A worker that has to wait for
//! a job of its pool does others meanwhile, as rayon's do.
//!
//! # What is no step
//!
//! A job that is pushed while a worker is free is that worker's at once, and nobody can tell how that was decided. With
//! more jobs than workers it matters who is free first: from then on (`CROWDED`) pushing, and looking for something to do, are steps.
//!
//! This module may not run an answer's code while it looks at a pool.

pub(crate) mod builder;
pub(crate) mod latch;
pub(crate) mod registry;
pub(crate) mod scope;
pub(crate) mod thread_pool;

use std::any::Any;
use std::cell::RefCell;
use std::mem;
use std::sync::Arc;

use model::rt::{self, Loc};

use latch::Latch;
use registry::Registry;

/// What a panic leaves.
pub(crate) type Payload = Box<dyn Any + Send>;

/// The pool that a model thread works for, and its number there.
type Works = Option<(Arc<Registry>, usize)>;

#[derive(Default)]
struct Known {
    execution: u64,
    global: Option<Arc<Registry>>,
    threads: Vec<Works>,
}

/// A look at this execution's pools; `f` may not take a step.
fn known<R>(f: impl FnOnce(&mut Known) -> R) -> R {
    thread_local! {
        static KNOWN: RefCell<Known> = RefCell::default();
    }
    KNOWN.with_borrow_mut(|known| {
        let execution = rt::thread::execution();
        if known.execution != execution {
            // What the last execution left is of no use any more, nor are its destructors.
            mem::forget(mem::replace(known, Known { execution, ..Known::default() }));
        }
        f(known)
    })
}

/// The pool that this thread works for, and its number there.
pub(crate) fn works_for() -> Works {
    known(|known| known.threads.get(rt::me()).cloned().flatten())
}

/// This thread works for that pool from here on.
fn works(registry: &Arc<Registry>, index: usize) {
    known(|known| {
        if known.threads.len() <= rt::me() {
            known.threads.resize(rt::me() + 1, None);
        }
        known.threads[rt::me()] = Some((registry.clone(), index));
    });
}

/// The pool of whoever belongs to none.
pub(crate) fn global(loc: Loc) -> Arc<Registry> {
    let built = known(|known| known.global.clone());
    built.unwrap_or_else(|| {
        let registry = Registry::new(registry::DEFAULT_THREADS, None, loc);
        known(|known| known.global.insert(registry).clone())
    })
}

/// Makes this the global pool, unless there is one.
fn set_global(registry: Arc<Registry>) -> Result<(), ()> {
    known(|known| match &known.global {
        Some(_) => Err(()),
        None => {
            known.global = Some(registry);
            Ok(())
        }
    })
}

/// The pool that a call without one is for.
pub(crate) fn current(loc: Loc) -> Arc<Registry> {
    works_for().map_or_else(|| global(loc), |(registry, _)| registry)
}

/// Runs `f` on a worker of the current pool.
pub(crate) fn in_worker<R>(op: &'static str, loc: Loc, f: impl FnOnce() -> R) -> R {
    match works_for() {
        Some(_) => f(),
        None => global(loc).run_inside(op, loc, f),
    }
}

/// Both, the second one as a job; on a worker.
pub(crate) fn both<A, B>(
    op: &'static str,
    loc: Loc,
    a: impl FnOnce() -> A,
    b: impl FnOnce() -> B,
) -> (A, B) {
    let Some((registry, _)) = works_for() else { unreachable!("on a worker") };
    let latch = Latch::new(1);
    let mut other = None;
    // SAFETY: this function waits for the job before it returns, also when `a` panics.
    let task = unsafe { registry.push(loc, &latch, || other = Some(rt::catch(b))) };
    let mine = rt::catch(a);
    latch.wait(op, Some(task), loc);
    registry.joined(1);
    // Whose panic it is when both did: that of the first one.
    let mine = mine.unwrap_or_else(|payload| rt::resume(payload));
    match other {
        Some(Ok(other)) => (mine, other),
        Some(Err(payload)) => rt::resume(payload),
        None => unreachable!("the job is done"),
    }
}
