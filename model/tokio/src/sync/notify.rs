//! `Notify`: the real one behind steps. Asking for a notification and giving one are ordered with each other: one
//! that nobody waits for is kept, but only one.

use std::fmt;
use std::future::Future;
use std::panic::Location;
use std::pin::Pin;
use std::task::{Context, Poll};

use model::rt::{self, Loc};
use tokio::sync as real;

use super::object::Object;
use super::settled::Settled;
use crate::exec;

/// Wakes one waiting task, or all.
pub struct Notify {
    object: Object,
    real: Settled<real::Notify>,
}

impl Notify {
    /// Without a notification.
    #[track_caller]
    pub fn new() -> Notify {
        Notify::const_new()
    }

    /// Without a notification, for a static.
    #[track_caller]
    pub const fn const_new() -> Notify {
        Notify {
            object: Object::new("Notify", Location::caller()),
            real: Settled::new(real::Notify::const_new()),
        }
    }

    fn real(&self) -> &real::Notify {
        self.real.get(&self.object)
    }

    /// Waits for a notification: from its first poll on for one, and from now on for one to all.
    #[track_caller]
    pub fn notified(&self) -> Notified<'_> {
        let loc = Location::caller();
        let real = self.real();
        // Only `notify_waiters` can tell when it began.
        self.object.step_if_watched("notified", loc);
        Notified { real: Some(Box::pin(real.notified())), notify: self, waits: false, created: loc }
    }

    /// Wakes the task that has waited for the longest time, or the next one to wait.
    #[track_caller]
    pub fn notify_one(&self) {
        self.notify("notify_one", "one", Location::caller(), real::Notify::notify_one);
    }

    /// Wakes the task that has waited for the shortest time, or the next one to wait.
    #[track_caller]
    pub fn notify_last(&self) {
        self.notify("notify_last", "one", Location::caller(), real::Notify::notify_last);
    }

    /// Wakes all tasks that wait now.
    #[track_caller]
    pub fn notify_waiters(&self) {
        self.object.watch();
        self.notify("notify_waiters", "all", Location::caller(), real::Notify::notify_waiters);
    }

    fn notify(
        &self,
        op: &'static str,
        whom: &'static str,
        loc: Loc,
        f: impl FnOnce(&real::Notify),
    ) {
        let real = self.real();
        self.object.step(op, loc);
        self.object.log(op, whom, loc);
        self.object.act(|| f(real));
    }
}

impl Default for Notify {
    #[track_caller]
    fn default() -> Notify {
        Notify::new()
    }
}

impl fmt::Debug for Notify {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Notify").finish_non_exhaustive()
    }
}

/// Waits for a notification.
#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct Notified<'a> {
    /// `None` once it was notified and said so.
    real: Option<Pin<Box<real::futures::Notified<'a>>>>,
    notify: &'a Notify,
    /// It stands in line.
    waits: bool,
    created: Loc,
}

impl Notified<'_> {
    /// Waits from here on; whether it was notified already.
    #[track_caller]
    pub fn enable(mut self: Pin<&mut Self>) -> bool {
        let loc = Location::caller();
        let this = &mut *self;
        let object = &this.notify.object;
        object.step("enable", loc);
        let Some(real) = &mut this.real else { return true };
        let notified = exec::real(|| real.as_mut().enable());
        this.waits = !notified;
        object.log_bool("enable", notified, loc);
        if notified {
            object.follow();
        }
        notified
    }
}

impl Future for Notified<'_> {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let this = &mut *self;
        let object = &this.notify.object;
        if !this.waits || object.is_watched_from(this.created) {
            object.step("notified", this.created);
        }
        let Some(real) = &mut this.real else { return Poll::Ready(()) };
        if exec::real(|| real.as_mut().poll(cx)).is_pending() {
            if !this.waits {
                rt::task::acts();
            }
            this.waits = true;
            object.awaits("notified", this.created);
            return Poll::Pending;
        }
        this.waits = false;
        this.real = None;
        object.follow();
        object.log("notified", "notified", this.created);
        object.found(this.created);
        rt::changed();
        rt::task::observed();
        Poll::Ready(())
    }
}

impl Drop for Notified<'_> {
    fn drop(&mut self) {
        let Some(real) = self.real.take() else { return };
        let object = &self.notify.object;
        if self.waits {
            // A notification that came meanwhile goes to the next one.
            object.look("cancel", self.created);
            object.log("cancel", "left the line", self.created);
            object.act(|| drop(real));
        } else {
            exec::real(|| drop(real));
        }
    }
}

impl fmt::Debug for Notified<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Notified").finish_non_exhaustive()
    }
}
