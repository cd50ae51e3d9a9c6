//! Which runtime a model thread is in. What std's `thread_local!` would be for a real thread: all model
//! threads share one OS thread.

use std::cell::RefCell;
use std::marker::PhantomData;
use std::mem;
use std::sync::Arc;

use model::rt;

use super::Shared;
use super::wake::Woken;

/// What belongs to one model thread.
#[derive(Default)]
pub(super) struct Context {
    /// Entered, and not yet left; the last counts.
    entered: Vec<Arc<Shared>>,
    /// It polls futures: it may not block.
    drives: bool,
    /// Wake-ups out of the real operations that it is in, which are done when these are over (see `wake`).
    pub(super) held_back: Vec<Vec<Woken>>,
}

/// A look at this thread's context; `f` may not take a step, and nothing in it may be dropped there.
pub(super) fn with<R>(f: impl FnOnce(&mut Context) -> R) -> R {
    thread_local! {
        static ALL: RefCell<(u64, Vec<Context>)> = const { RefCell::new((0, Vec::new())) };
    }
    ALL.with_borrow_mut(|(execution, contexts)| {
        if *execution != rt::thread::execution() {
            *execution = rt::thread::execution();
            // What was entered in the last execution and not left is of no use any more, nor are its destructors.
            mem::forget(mem::take(contexts));
        }
        if contexts.len() <= rt::me() {
            contexts.resize_with(rt::me() + 1, Context::default);
        }
        f(&mut contexts[rt::me()])
    })
}

/// Inside of a runtime, until it is dropped.
pub(crate) struct Entered(PhantomData<*const ()>);

/// Enters the runtime on this thread.
pub(crate) fn enter(shared: &Arc<Shared>) -> Entered {
    with(|c| c.entered.push(shared.clone()));
    Entered(PhantomData)
}

impl Drop for Entered {
    fn drop(&mut self) {
        // Outside of the look: it may be the last one.
        let left = with(|c| c.entered.pop());
        drop(left);
    }
}

/// The runtime that this thread is in.
pub(crate) fn entered() -> Option<Arc<Shared>> {
    with(|c| c.entered.last().cloned())
}

/// Whether this thread polls futures now, so that it may not block.
pub(super) fn in_runtime() -> bool {
    with(|c| c.drives)
}

/// Polls futures, until it is dropped.
pub(super) struct Drives {
    before: bool,
    here: PhantomData<*const ()>,
}

/// Says that this thread polls futures from here on.
pub(super) fn drives() -> Drives {
    Drives { before: with(|c| mem::replace(&mut c.drives, true)), here: PhantomData }
}

impl Drop for Drives {
    fn drop(&mut self) {
        with(|c| c.drives = self.before);
    }
}
