//! `Semaphore`: the real one behind steps. Permits are given in the order in which they were asked for, so taking a
//! place in that line is a step, and giving a permit back is none.

use std::fmt;
use std::future::Future;
use std::panic::Location;
use std::sync::Arc;

use model::rt::Loc;
use tokio::sync::Semaphore as Real;
pub use tokio::sync::{AcquireError, TryAcquireError};

use super::object::{Awaited, Object, Polls};
use super::settled::Settled;

/// Permits.
pub struct Semaphore {
    permits: Line,
}

/// A real semaphore, and how its operations are called: the locks are made of it, too.
pub(super) struct Line {
    pub(super) object: Object,
    real: Settled<Real>,
}

impl Line {
    pub(super) const MAX: usize = Real::MAX_PERMITS;

    #[track_caller]
    pub(super) fn new(kind: &'static str, permits: usize) -> Line {
        Line {
            object: Object::new(kind, Location::caller()),
            real: Settled::new(Real::new(permits)),
        }
    }

    #[track_caller]
    pub(super) const fn const_new(kind: &'static str, permits: usize) -> Line {
        let real = Settled::new(Real::const_new(permits));
        Line { object: Object::new(kind, Location::caller()), real }
    }

    /// To be called before anything else in an execution, for a static's sake.
    pub(super) fn settle(&self) {
        self.real();
    }

    fn real(&self) -> &Real {
        self.real.get(&self.object)
    }

    /// Waits for so many permits, which are given back by `release`.
    pub(super) fn acquire(
        &self,
        permits: u32,
        op: &'static str,
        loc: Loc,
    ) -> impl Future<Output = Result<(), AcquireError>> {
        self.settle();
        let future = async move {
            self.real().acquire_many(permits).await?.forget();
            Ok(())
        };
        Awaited::new(future, &self.object, Polls::Queues, op, loc, |came: &Result<_, _>| {
            if came.is_ok() { "acquired" } else { "closed" }
        })
    }

    /// Takes so many permits if they are there.
    pub(super) fn try_acquire(
        &self,
        permits: u32,
        op: &'static str,
        loc: Loc,
    ) -> Result<(), TryAcquireError> {
        self.settle();
        self.object.try_look(op, loc);
        let came = self.object.attempt(|| self.real().try_acquire_many(permits));
        let came = came.map(|permit| permit.forget());
        let text = match came {
            Ok(()) => "acquired",
            Err(TryAcquireError::NoPermits) => "none",
            Err(TryAcquireError::Closed) => "closed",
        };
        if came.is_err() {
            self.object.missed(loc);
        }
        self.object.log(op, text, loc);
        came
    }

    /// … belonging to the step before, and without a row.
    pub(super) fn try_acquire_now(&self) -> Result<(), TryAcquireError> {
        self.object.attempt(|| self.real().try_acquire().map(|permit| permit.forget()))
    }

    /// No more permits, as part of the step before.
    pub(super) fn close_now(&self) {
        self.object.act(|| self.real().close());
    }

    pub(super) fn release(&self, permits: usize, op: &'static str, loc: Loc) {
        if permits == 0 {
            return;
        }
        self.settle();
        self.object.step_if_watched(op, loc);
        self.object.log(op, "released", loc);
        self.object.act(|| self.real().add_permits(permits));
    }

    pub(super) fn forget(&self, permits: usize, op: &'static str, loc: Loc) -> usize {
        self.settle();
        self.object.look(op, loc);
        self.object.act(|| self.real().forget_permits(permits))
    }

    pub(super) fn close(&self, op: &'static str, loc: Loc) {
        self.settle();
        self.object.look(op, loc);
        self.object.log(op, "closed", loc);
        self.object.act(|| self.real().close());
    }

    pub(super) fn is_closed(&self, op: &'static str, loc: Loc) -> bool {
        self.settle();
        self.object.look(op, loc);
        let closed = self.real().is_closed();
        self.object.log_bool(op, closed, loc);
        closed
    }

    pub(super) fn available(&self, op: &'static str, loc: Loc) -> usize {
        self.settle();
        self.object.look(op, loc);
        self.real().available_permits()
    }
}

impl Semaphore {
    /// More permits than this there cannot be.
    pub const MAX_PERMITS: usize = Line::MAX;

    /// With so many permits.
    #[track_caller]
    pub fn new(permits: usize) -> Semaphore {
        Semaphore { permits: Line::new("Semaphore", permits) }
    }

    /// With so many permits, for a static.
    #[track_caller]
    pub const fn const_new(permits: usize) -> Semaphore {
        Semaphore { permits: Line::const_new("Semaphore", permits) }
    }

    /// Permits that nobody has.
    #[track_caller]
    pub fn available_permits(&self) -> usize {
        let loc = Location::caller();
        let available = self.permits.available("available_permits", loc);
        self.permits.object.log_number("available_permits", available, loc);
        available
    }

    /// More permits.
    #[track_caller]
    pub fn add_permits(&self, n: usize) {
        self.permits.release(n, "add_permits", Location::caller());
    }

    /// Fewer permits, if there are so many. Returns how many were taken away.
    #[track_caller]
    pub fn forget_permits(&self, n: usize) -> usize {
        let loc = Location::caller();
        let forgotten = self.permits.forget(n, "forget_permits", loc);
        self.permits.object.log_number("forget_permits", forgotten, loc);
        forgotten
    }

    /// Waits for a permit.
    #[track_caller]
    pub fn acquire(&self) -> impl Future<Output = Result<SemaphorePermit<'_>, AcquireError>> {
        self.acquire_at(1, "acquire", Location::caller())
    }

    /// Waits for so many permits.
    #[track_caller]
    pub fn acquire_many(
        &self,
        n: u32,
    ) -> impl Future<Output = Result<SemaphorePermit<'_>, AcquireError>> {
        self.acquire_at(n, "acquire_many", Location::caller())
    }

    async fn acquire_at(
        &self,
        permits: u32,
        op: &'static str,
        loc: Loc,
    ) -> Result<SemaphorePermit<'_>, AcquireError> {
        self.permits.acquire(permits, op, loc).await?;
        Ok(SemaphorePermit { semaphore: self, permits, taken: loc })
    }

    /// A permit, if there is one.
    #[track_caller]
    pub fn try_acquire(&self) -> Result<SemaphorePermit<'_>, TryAcquireError> {
        let taken = Location::caller();
        self.permits.try_acquire(1, "try_acquire", taken)?;
        Ok(SemaphorePermit { semaphore: self, permits: 1, taken })
    }

    /// So many permits, if they are there.
    #[track_caller]
    pub fn try_acquire_many(&self, n: u32) -> Result<SemaphorePermit<'_>, TryAcquireError> {
        let taken = Location::caller();
        self.permits.try_acquire(n, "try_acquire_many", taken)?;
        Ok(SemaphorePermit { semaphore: self, permits: n, taken })
    }

    /// Waits for a permit that borrows nothing.
    #[track_caller]
    pub fn acquire_owned(
        self: Arc<Self>,
    ) -> impl Future<Output = Result<OwnedSemaphorePermit, AcquireError>> {
        self.acquire_owned_at(1, "acquire_owned", Location::caller())
    }

    /// Waits for so many permits, which borrow nothing.
    #[track_caller]
    pub fn acquire_many_owned(
        self: Arc<Self>,
        n: u32,
    ) -> impl Future<Output = Result<OwnedSemaphorePermit, AcquireError>> {
        self.acquire_owned_at(n, "acquire_many_owned", Location::caller())
    }

    async fn acquire_owned_at(
        self: Arc<Self>,
        permits: u32,
        op: &'static str,
        loc: Loc,
    ) -> Result<OwnedSemaphorePermit, AcquireError> {
        self.permits.acquire(permits, op, loc).await?;
        Ok(OwnedSemaphorePermit { semaphore: self, permits, taken: loc })
    }

    /// A permit that borrows nothing, if there is one.
    #[track_caller]
    pub fn try_acquire_owned(self: Arc<Self>) -> Result<OwnedSemaphorePermit, TryAcquireError> {
        let taken = Location::caller();
        self.permits.try_acquire(1, "try_acquire_owned", taken)?;
        Ok(OwnedSemaphorePermit { semaphore: self, permits: 1, taken })
    }

    /// So many permits that borrow nothing, if they are there.
    #[track_caller]
    pub fn try_acquire_many_owned(
        self: Arc<Self>,
        n: u32,
    ) -> Result<OwnedSemaphorePermit, TryAcquireError> {
        let taken = Location::caller();
        self.permits.try_acquire(n, "try_acquire_many_owned", taken)?;
        Ok(OwnedSemaphorePermit { semaphore: self, permits: n, taken })
    }

    /// No more permits for anybody.
    #[track_caller]
    pub fn close(&self) {
        self.permits.close("close", Location::caller());
    }

    /// Whether it was closed.
    #[track_caller]
    pub fn is_closed(&self) -> bool {
        self.permits.is_closed("is_closed", Location::caller())
    }
}

impl fmt::Debug for Semaphore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Semaphore").finish_non_exhaustive()
    }
}

/// Permits, until it is dropped.
#[must_use]
#[clippy::has_significant_drop]
#[derive(Debug)]
pub struct SemaphorePermit<'a> {
    semaphore: &'a Semaphore,
    permits: u32,
    taken: Loc,
}

/// Permits that borrow nothing, until it is dropped.
#[must_use]
#[clippy::has_significant_drop]
#[derive(Debug)]
pub struct OwnedSemaphorePermit {
    semaphore: Arc<Semaphore>,
    permits: u32,
    taken: Loc,
}

macro_rules! permits {
    ($($permit:ty),*) => {$(
        impl $permit {
            /// Never gives them back.
            pub fn forget(mut self) {
                self.permits = 0;
            }

            /// With those of another one.
            #[track_caller]
            pub fn merge(&mut self, mut other: Self) {
                assert!(
                    std::ptr::eq(&*self.semaphore, &*other.semaphore),
                    "merging permits from different semaphore instances"
                );
                self.permits += std::mem::take(&mut other.permits);
            }

            /// So many of them, if there are so many.
            pub fn split(&mut self, n: usize) -> Option<Self> {
                let n = u32::try_from(n).ok().filter(|n| *n <= self.permits)?;
                self.permits -= n;
                let semaphore = self.semaphore.clone();
                Some(Self { semaphore, permits: n, taken: self.taken })
            }

            /// How many.
            pub fn num_permits(&self) -> usize {
                self.permits as usize
            }
        }

        impl Drop for $permit {
            fn drop(&mut self) {
                self.semaphore.permits.release(self.permits as usize, "release", self.taken);
            }
        }
    )*};
}

permits!(SemaphorePermit<'_>, OwnedSemaphorePermit);

impl OwnedSemaphorePermit {
    /// Whose they are.
    pub fn semaphore(&self) -> &Arc<Semaphore> {
        &self.semaphore
    }
}
