//! `Barrier`: the real one behind steps.

use std::fmt;
use std::future::Future;
use std::panic::Location;

use tokio::sync::Barrier as Real;
pub use tokio::sync::BarrierWaitResult;

use super::object::{Awaited, Object, Polls};

/// Lets tasks through when so many of them have come.
pub struct Barrier {
    object: Object,
    real: Real,
}

impl Barrier {
    /// For so many tasks.
    #[track_caller]
    pub fn new(n: usize) -> Barrier {
        Barrier { object: Object::new("Barrier", Location::caller()), real: Real::new(n) }
    }

    /// Waits for the others. Who stops waiting has come all the same.
    #[track_caller]
    pub fn wait(&self) -> impl Future<Output = BarrierWaitResult> {
        let loc = Location::caller();
        let came =
            |result: &BarrierWaitResult| if result.is_leader() { "leader" } else { "through" };
        Awaited::new(self.real.wait(), &self.object, Polls::Arrives, "wait", loc, came).publishing()
    }
}

impl fmt::Debug for Barrier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Barrier").finish_non_exhaustive()
    }
}
