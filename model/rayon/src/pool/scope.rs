//! Scopes: jobs that borrow, and are waited for together.

use std::fmt;
use std::marker::PhantomData;
use std::panic::Location;
use std::sync::{Arc, Mutex, PoisonError};

use model::rt::{self, Loc};

use super::latch::Latch;
use super::registry::{Fifo, Registry};
use super::{Payload, current, in_worker, works_for};

/// What a scope's jobs share with it.
struct Base {
    registry: Arc<Registry>,
    latch: Arc<Latch>,
    jobs: Mutex<usize>,
    panic: Mutex<Option<Payload>>,
    /// One for each thread that spawns.
    fifos: Mutex<Vec<(usize, Arc<Fifo>)>>,
}

impl Base {
    fn panicked(&self, payload: Payload) {
        let mut first = self.panic.lock().unwrap_or_else(PoisonError::into_inner);
        // Of several panics any may be the first.
        if first.is_none() || rt::flip() {
            *first = Some(payload);
        }
    }

    fn my_fifo(&self) -> Arc<Fifo> {
        let mut fifos = self.fifos.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, fifo)) = fifos.iter().find(|(thread, _)| *thread == rt::me()) {
            return fifo.clone();
        }
        fifos.push((rt::me(), Fifo::new()));
        fifos[fifos.len() - 1].1.clone()
    }

    /// # Safety
    ///
    /// What `body` borrows must live until the scope has waited.
    unsafe fn spawn<'a>(self: &Arc<Base>, fifo: bool, loc: Loc, body: impl FnOnce() + 'a) {
        self.latch.add();
        *self.jobs.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        let fifo = fifo.then(|| self.my_fifo());
        let base = self.clone();
        let body = move || match rt::catch(body) {
            Ok(()) => "finished",
            Err(payload) => {
                base.panicked(payload);
                "panicked"
            }
        };
        let latch = Some(self.latch.clone());
        // SAFETY: the scope waits for its latch.
        unsafe { self.registry.push_job(loc, latch, fifo.as_ref(), body) };
    }
}

/// A place to start jobs in.
pub struct Scope<'scope> {
    base: Arc<Base>,
    // As the real one: invariant.
    #[expect(clippy::type_complexity, reason = "the real one's")]
    marker: PhantomData<Box<dyn FnOnce(&Scope<'scope>) + Send + Sync + 'scope>>,
}

/// As `Scope`; of the jobs that one thread spawns, the first one is begun first.
pub struct ScopeFifo<'scope> {
    base: Arc<Base>,
    #[expect(clippy::type_complexity, reason = "the real one's")]
    marker: PhantomData<Box<dyn FnOnce(&ScopeFifo<'scope>) + Send + Sync + 'scope>>,
}

fn run_base<R>(
    registry: &Arc<Registry>,
    op: &'static str,
    loc: Loc,
    f: impl FnOnce(&Arc<Base>) -> R,
) -> R {
    let base = Arc::new(Base {
        registry: registry.clone(),
        // The scope's own closure counts as one.
        latch: Latch::new(1),
        jobs: Mutex::new(0),
        panic: Mutex::new(None),
        fifos: Mutex::default(),
    });
    let result = rt::catch(|| f(&base)).map_err(|payload| base.panicked(payload));
    base.latch.set();
    base.latch.wait(op, None, loc);
    registry.joined(*base.jobs.lock().unwrap_or_else(PoisonError::into_inner));
    let panic = base.panic.lock().unwrap_or_else(PoisonError::into_inner).take();
    match (result, panic) {
        (_, Some(payload)) => rt::resume(payload),
        (Ok(result), None) => result,
        (Err(()), None) => unreachable!("a panic has a payload"),
    }
}

/// A scope whose closure runs on this thread.
pub(super) fn run<'scope, R>(
    registry: &Arc<Registry>,
    loc: Loc,
    op: impl FnOnce(&Scope<'scope>) -> R,
) -> R {
    run_base(registry, "end of scope", loc, |base| {
        op(&Scope { base: base.clone(), marker: PhantomData })
    })
}

/// … of the other kind.
pub(super) fn run_fifo<'scope, R>(
    registry: &Arc<Registry>,
    loc: Loc,
    op: impl FnOnce(&ScopeFifo<'scope>) -> R,
) -> R {
    run_base(registry, "end of scope", loc, |base| {
        op(&ScopeFifo { base: base.clone(), marker: PhantomData })
    })
}

fn here() -> Arc<Registry> {
    let Some((registry, _)) = works_for() else { unreachable!("on a worker") };
    registry
}

/// Calls `op` on a worker, with a scope, and returns when all of its jobs are done.
#[track_caller]
pub fn scope<'scope, OP, R>(op: OP) -> R
where
    OP: FnOnce(&Scope<'scope>) -> R + Send,
    R: Send,
{
    let loc = Location::caller();
    in_worker("scope", loc, || run(&here(), loc, op))
}

/// As `scope`, with jobs that begin in the order in which they were spawned.
#[track_caller]
pub fn scope_fifo<'scope, OP, R>(op: OP) -> R
where
    OP: FnOnce(&ScopeFifo<'scope>) -> R + Send,
    R: Send,
{
    let loc = Location::caller();
    in_worker("scope_fifo", loc, || run_fifo(&here(), loc, op))
}

/// As `scope`, but `op` runs on this thread.
#[track_caller]
pub fn in_place_scope<'scope, OP, R>(op: OP) -> R
where
    OP: FnOnce(&Scope<'scope>) -> R,
{
    let loc = Location::caller();
    run(&current(loc), loc, op)
}

/// As `scope_fifo`, but `op` runs on this thread.
#[track_caller]
pub fn in_place_scope_fifo<'scope, OP, R>(op: OP) -> R
where
    OP: FnOnce(&ScopeFifo<'scope>) -> R,
{
    let loc = Location::caller();
    run_fifo(&current(loc), loc, op)
}

impl<'scope> Scope<'scope> {
    /// Starts a job that the scope waits for.
    #[track_caller]
    pub fn spawn<BODY>(&self, body: BODY)
    where
        BODY: FnOnce(&Scope<'scope>) + Send + 'scope,
    {
        let scope = Scope { base: self.base.clone(), marker: PhantomData };
        // SAFETY: what lives as long as `'scope` outlives the scope's waiting.
        unsafe { self.base.spawn(false, Location::caller(), move || body(&scope)) };
    }
}

impl<'scope> ScopeFifo<'scope> {
    /// Starts a job that the scope waits for.
    #[track_caller]
    pub fn spawn_fifo<BODY>(&self, body: BODY)
    where
        BODY: FnOnce(&ScopeFifo<'scope>) + Send + 'scope,
    {
        let scope = ScopeFifo { base: self.base.clone(), marker: PhantomData };
        // SAFETY: what lives as long as `'scope` outlives the scope's waiting.
        unsafe { self.base.spawn(true, Location::caller(), move || body(&scope)) };
    }
}

impl fmt::Debug for Scope<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scope").finish_non_exhaustive()
    }
}

impl fmt::Debug for ScopeFifo<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ScopeFifo").finish_non_exhaustive()
    }
}
