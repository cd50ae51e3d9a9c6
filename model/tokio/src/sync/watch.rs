//! `watch`: a value of which everybody sees the latest.
//!
//! Not the real one behind steps: whoever borrows the real one's value holds a lock that would block the only thread
//! there is. So the lock is the model's: a sender waits, blocking its thread, until nobody borrows the value.
//! While it does, somebody else may borrow the value or have to wait, which std's lock leaves open; both are
//! explored.

use std::cell::UnsafeCell;
use std::fmt;
use std::future::{Future, poll_fn};
use std::marker::PhantomData;
use std::ops::Deref;
use std::panic::Location;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

use model::rt::{self, Loc};

use super::object::Object;

/// The errors are the real ones.
pub mod error {
    pub use tokio::sync::watch::error::{RecvError, SendError};
}

use error::{RecvError, SendError};

/// What all ends share.
struct Shared<T> {
    object: Object,
    created: Loc,
    state: Mutex<State>,
    value: UnsafeCell<T>,
}

// SAFETY: as in the real tokio: the value is behind a lock for many readers or one writer.
unsafe impl<T: Send + Sync> Sync for Shared<T> {}
// SAFETY: as above.
unsafe impl<T: Send> Send for Shared<T> {}

struct State {
    version: u64,
    senders: usize,
    receivers: usize,
    /// A receiver has left, and that was no step.
    receiver_left: bool,
    /// Borrowed so many times, or being written.
    readers: usize,
    writer: bool,
    /// Threads that wait for the lock, and whether they want to write.
    blocked: Vec<(usize, bool)>,
    /// Futures that wait for a change (receivers) or for the end of all receivers (senders).
    wakers: Vec<(u64, Waker)>,
    next: u64,
}

/// The sending end.
pub struct Sender<T> {
    shared: Arc<Shared<T>>,
}

/// The receiving end.
pub struct Receiver<T> {
    shared: Arc<Shared<T>>,
    /// The one it has seen.
    version: u64,
}

/// The value, which nobody can change until this is dropped.
#[must_use]
pub struct Ref<'a, T> {
    shared: &'a Shared<T>,
    has_changed: bool,
    /// Not `Send`, as the real one is not: it holds a lock.
    here: PhantomData<MutexGuard<'static, ()>>,
}

/// A channel with a value.
#[track_caller]
pub fn channel<T>(init: T) -> (Sender<T>, Receiver<T>) {
    let shared = Shared::new(init, 1, Location::caller());
    (Sender { shared: shared.clone() }, Receiver { shared, version: 0 })
}

impl<T> Shared<T> {
    fn new(value: T, receivers: usize, created: Loc) -> Arc<Shared<T>> {
        let state = State {
            version: 0,
            senders: 1,
            receivers,
            receiver_left: false,
            readers: 0,
            writer: false,
            blocked: Vec::new(),
            wakers: Vec::new(),
            next: 0,
        };
        Arc::new(Shared {
            object: Object::new("watch", created),
            created,
            state: Mutex::new(state),
            value: UnsafeCell::new(value),
        })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for the lock by blocking this thread.
    fn lock(&self, write: bool, op: &'static str, loc: Loc) {
        loop {
            self.object.step(op, loc);
            let (free, by_grace) = {
                let state = self.state();
                let free = !(state.writer || write && state.readers > 0);
                let writers_wait = state.blocked.iter().any(|(_, write)| *write);
                (free && !(writers_wait && !write && state.readers > 0), free && !write)
            };
            if free || (by_grace && rt::flip()) {
                break;
            }
            self.state().blocked.push((rt::me(), write));
            rt::wait(self.object.pending(op, loc));
        }
        let mut state = self.state();
        if write {
            state.writer = true;
        } else {
            state.readers += 1;
        }
        drop(state);
        match write {
            true => rt::task::holds(self.object.id()),
            false => rt::task::reads(self.object.id()),
        }
    }

    fn unlock(&self, write: bool) {
        self.object.publish();
        let blocked = {
            let mut state = self.state();
            if write {
                state.writer = false;
            } else {
                state.readers -= 1;
            }
            let free = !state.writer && state.readers == 0;
            if free { std::mem::take(&mut state.blocked) } else { Vec::new() }
        };
        match write {
            true => rt::task::lets_go(self.object.id()),
            false => rt::task::reads_no_more(self.object.id()),
        }
        blocked.into_iter().for_each(|(thread, _)| rt::grant(thread));
    }

    fn borrow(&self, op: &'static str, loc: Loc) -> (Ref<'_, T>, u64) {
        self.lock(false, op, loc);
        let version = self.state().version;
        self.object.log_number(op, version as usize, loc);
        (Ref { shared: self, has_changed: false, here: PhantomData }, version)
    }

    /// Something happened that futures wait for.
    fn wake(&self) {
        self.object.publish();
        rt::changed();
        let wakers = std::mem::take(&mut self.state().wakers);
        wakers.into_iter().for_each(|(_, waker)| waker.wake());
    }

    /// Waits for `ready`, which looks at the state. With `may_pass`, what is seen may be gone in the next moment, so that seeing
    /// it is a step.
    fn wait_until<'a, R: 'a>(
        &'a self,
        op: &'static str,
        loc: Loc,
        mut ready: impl FnMut(&State) -> Option<R> + 'a,
    ) -> impl Future<Output = R> + 'a {
        let mut waiting = Waiting { shared: self, id: None };
        poll_fn(move |cx| {
            self.object.look_if_watched(op, loc);
            let mut came = ready(&self.state());
            if came.is_some() && !self.object.is_watched_from(loc) {
                // Which of several values it is depends on when it is seen.
                self.object.step(op, loc);
                came = ready(&self.state()).or(came);
            }
            match came {
                Some(came) => {
                    self.object.follow();
                    self.object.found(loc);
                    rt::task::observed();
                    Poll::Ready(came)
                }
                None => {
                    waiting.register(cx);
                    self.object.awaits(op, loc);
                    Poll::Pending
                }
            }
        })
    }
}

/// A waker in the list, until it is dropped.
struct Waiting<'a, T> {
    shared: &'a Shared<T>,
    id: Option<u64>,
}

impl<T> Waiting<'_, T> {
    fn register(&mut self, cx: &Context<'_>) {
        self.leave();
        let mut state = self.shared.state();
        state.next += 1;
        let id = state.next;
        state.wakers.push((id, cx.waker().clone()));
        self.id = Some(id);
    }

    fn leave(&mut self) {
        let Some(id) = self.id.take() else { return };
        let mut state = self.shared.state();
        let i = state.wakers.iter().position(|(other, _)| *other == id);
        let waker = i.map(|i| state.wakers.swap_remove(i));
        drop(state);
        drop(waker);
    }
}

impl<T> Drop for Waiting<'_, T> {
    fn drop(&mut self) {
        self.leave();
    }
}

impl<T> Sender<T> {
    /// A sender without receivers.
    #[track_caller]
    pub fn new(init: T) -> Sender<T> {
        Sender { shared: Shared::new(init, 0, Location::caller()) }
    }

    /// Another value, unless there are no receivers.
    #[track_caller]
    pub fn send(&self, value: T) -> Result<(), SendError<T>> {
        let loc = Location::caller();
        if self.shared.state().receivers == 0 {
            // Nobody will receive it; whether somebody still might is told by a step.
            self.shared.object.step("send", loc);
            if self.shared.state().receivers == 0 {
                if self.shared.state().receiver_left {
                    // It could have left later, and this would have sent.
                    self.shared.object.watch();
                }
                self.shared.object.log("send", "closed", loc);
                return Err(SendError(value));
            }
        }
        let mut value = Some(value);
        let sent = self.modify("send", loc, |shared, old| {
            if shared.state().receivers == 0 {
                return false;
            }
            if let Some(value) = &mut value {
                std::mem::swap(old, value);
            }
            true
        });
        match value {
            Some(value) if !sent => Err(SendError(value)),
            _ => Ok(()),
        }
    }

    /// Changes the value.
    #[track_caller]
    pub fn send_modify<F: FnOnce(&mut T)>(&self, modify: F) {
        self.modify("send_modify", Location::caller(), |_, value| {
            modify(value);
            true
        });
    }

    /// Changes the value, and says whether it did.
    #[track_caller]
    pub fn send_if_modified<F: FnOnce(&mut T) -> bool>(&self, modify: F) -> bool {
        self.modify("send_if_modified", Location::caller(), |_, value| modify(value))
    }

    /// Another value, even when nobody receives; returns the one before.
    #[track_caller]
    pub fn send_replace(&self, mut value: T) -> T {
        self.modify("send_replace", Location::caller(), |_, old| {
            std::mem::swap(old, &mut value);
            true
        });
        value
    }

    fn modify(
        &self,
        op: &'static str,
        loc: Loc,
        modify: impl FnOnce(&Shared<T>, &mut T) -> bool,
    ) -> bool {
        /// Gives the lock back, also when `modify` panics.
        struct Writing<'a, T>(&'a Shared<T>);
        impl<T> Drop for Writing<'_, T> {
            fn drop(&mut self) {
                self.0.unlock(true);
            }
        }
        let shared = &*self.shared;
        shared.lock(true, op, loc);
        let writing = Writing(shared);
        // SAFETY: the lock is held for writing.
        let modified = modify(shared, unsafe { &mut *shared.value.get() });
        if modified {
            let mut state = shared.state();
            state.version += 1;
            let version = state.version;
            drop(state);
            shared.object.log_number(op, version as usize, loc);
        } else {
            shared.object.log(op, "unchanged", loc);
        }
        drop(writing);
        if modified {
            shared.wake();
        }
        modified
    }

    /// The value.
    #[track_caller]
    pub fn borrow(&self) -> Ref<'_, T> {
        self.shared.borrow("borrow", Location::caller()).0
    }

    /// Whether there are no receivers.
    #[track_caller]
    pub fn is_closed(&self) -> bool {
        let loc = Location::caller();
        self.shared.object.try_look("is_closed", loc);
        let closed = self.shared.state().receivers == 0;
        if !closed {
            self.shared.object.missed(loc);
        }
        self.shared.object.log_bool("is_closed", closed, loc);
        closed
    }

    /// Waits until there are no receivers.
    #[track_caller]
    pub fn closed(&self) -> impl Future<Output = ()> {
        let gone = |state: &State| (state.receivers == 0).then_some(());
        self.shared.wait_until("closed", Location::caller(), gone)
    }

    /// Another receiver, which has seen the value as it is.
    #[track_caller]
    pub fn subscribe(&self) -> Receiver<T> {
        let loc = Location::caller();
        self.shared.object.step("subscribe", loc);
        let version = {
            let mut state = self.shared.state();
            state.receivers += 1;
            state.version
        };
        self.shared.object.log("subscribe", "subscribed", loc);
        Receiver { shared: self.shared.clone(), version }
    }

    /// How many receivers there are.
    #[track_caller]
    pub fn receiver_count(&self) -> usize {
        self.shared.object.look("receiver_count", Location::caller());
        self.shared.state().receivers
    }

    /// How many senders there are.
    #[track_caller]
    pub fn sender_count(&self) -> usize {
        self.shared.object.look("sender_count", Location::caller());
        self.shared.state().senders
    }

    /// Whether both send into the same channel.
    pub fn same_channel(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.shared, &other.shared)
    }
}

impl<T> Clone for Sender<T> {
    fn clone(&self) -> Sender<T> {
        // Nobody can notice: whoever clones keeps it open.
        self.shared.state().senders += 1;
        Sender { shared: self.shared.clone() }
    }
}

impl<T> Drop for Sender<T> {
    fn drop(&mut self) {
        let loc = self.shared.created;
        self.shared.object.step_if_watched("close", loc);
        let senders = {
            let mut state = self.shared.state();
            state.senders -= 1;
            state.senders
        };
        if senders == 0 {
            self.shared.object.log("close", "last sender dropped", loc);
            self.shared.wake();
        } else {
            self.shared.object.publish();
        }
    }
}

impl<T: Default> Default for Sender<T> {
    #[track_caller]
    fn default() -> Sender<T> {
        Sender::new(T::default())
    }
}

impl<T: fmt::Debug> fmt::Debug for Sender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sender").finish_non_exhaustive()
    }
}

impl<T> Receiver<T> {
    /// The value; it does not count as seen.
    #[track_caller]
    pub fn borrow(&self) -> Ref<'_, T> {
        let (mut value, version) = self.shared.borrow("borrow", Location::caller());
        value.has_changed = version != self.version;
        value
    }

    /// The value, which is seen now.
    #[track_caller]
    pub fn borrow_and_update(&mut self) -> Ref<'_, T> {
        let (mut value, version) = self.shared.borrow("borrow_and_update", Location::caller());
        value.has_changed = version != self.version;
        self.version = version;
        value
    }

    /// Whether there is a value that it has not seen; the error says that there are no senders.
    #[track_caller]
    pub fn has_changed(&self) -> Result<bool, RecvError> {
        let loc = Location::caller();
        self.shared.object.try_look("has_changed", loc);
        let (open, changed) = {
            let state = self.shared.state();
            (state.senders > 0, state.version != self.version)
        };
        if open && !changed {
            self.shared.object.missed(loc);
        }
        self.shared.object.log_bool("has_changed", changed, loc);
        if open { Ok(changed) } else { Err(closed()) }
    }

    /// Whether there are no senders.
    #[track_caller]
    pub fn is_closed(&self) -> bool {
        let loc = Location::caller();
        self.shared.object.try_look("is_closed", loc);
        let closed = self.shared.state().senders == 0;
        if !closed {
            self.shared.object.missed(loc);
        }
        self.shared.object.log_bool("is_closed", closed, loc);
        closed
    }

    /// As if it had not seen the value.
    pub fn mark_changed(&mut self) {
        self.version = self.version.wrapping_sub(1);
    }

    /// As if it had seen the value.
    #[track_caller]
    pub fn mark_unchanged(&mut self) {
        self.shared.object.step("mark_unchanged", Location::caller());
        self.version = self.shared.state().version;
    }

    /// Waits for a value that it has not seen, which is seen then; the error says that there are no senders.
    #[track_caller]
    pub fn changed(&mut self) -> impl Future<Output = Result<(), RecvError>> {
        let loc = Location::caller();
        let Receiver { shared, version } = self;
        async move { changed(shared, version, "changed", loc).await }
    }

    /// Waits for a value of which `f` is true, the present one included.
    #[track_caller]
    pub fn wait_for(
        &mut self,
        mut f: impl FnMut(&T) -> bool,
    ) -> impl Future<Output = Result<Ref<'_, T>, RecvError>> {
        let loc = Location::caller();
        let Receiver { shared, version } = self;
        async move {
            let mut open = true;
            loop {
                {
                    let (mut value, seen) = shared.borrow("wait_for", loc);
                    value.has_changed = seen != *version;
                    *version = seen;
                    if (open || value.has_changed) && f(&value) {
                        return Ok(value);
                    }
                }
                if !open {
                    return Err(closed());
                }
                open = changed(shared, version, "wait_for", loc).await.is_ok();
            }
        }
    }

    /// Whether both receive from the same channel.
    pub fn same_channel(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.shared, &other.shared)
    }
}

async fn changed<T>(
    shared: &Shared<T>,
    version: &mut u64,
    op: &'static str,
    loc: Loc,
) -> Result<(), RecvError> {
    let seen = *version;
    let came = shared.wait_until(op, loc, move |state| {
        if state.version != seen {
            return Some(Some(state.version));
        }
        (state.senders == 0).then_some(None)
    });
    let came = came.await;
    shared.object.log(op, if came.is_some() { "changed" } else { "closed" }, loc);
    *version = came.ok_or_else(closed)?;
    Ok(())
}

/// The real error, which only a real channel hands out.
fn closed() -> RecvError {
    let (sender, receiver) = tokio::sync::watch::channel(());
    drop(sender);
    match receiver.has_changed() {
        Err(error) => error,
        Ok(_) => unreachable!("it is closed"),
    }
}

impl<T> Clone for Receiver<T> {
    fn clone(&self) -> Receiver<T> {
        // Nobody can notice: whoever clones is one.
        self.shared.state().receivers += 1;
        Receiver { shared: self.shared.clone(), version: self.version }
    }
}

impl<T> Drop for Receiver<T> {
    fn drop(&mut self) {
        let loc = self.shared.created;
        let last = self.shared.state().receivers == 1;
        match last {
            true => self.shared.object.step("close", loc),
            false => self.shared.object.step_if_watched("close", loc),
        }
        let receivers = {
            let mut state = self.shared.state();
            state.receivers -= 1;
            state.receiver_left |= !last;
            state.receivers
        };
        if receivers == 0 {
            self.shared.object.log("close", "last receiver dropped", loc);
            self.shared.wake();
        } else {
            self.shared.object.publish();
        }
    }
}

impl<T: fmt::Debug> fmt::Debug for Receiver<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receiver").field("version", &self.version).finish_non_exhaustive()
    }
}

impl<T> Ref<'_, T> {
    /// Whether the receiver had not seen the value before.
    pub fn has_changed(&self) -> bool {
        self.has_changed
    }
}

impl<T> Deref for Ref<'_, T> {
    type Target = T;
    fn deref(&self) -> &T {
        // SAFETY: the lock is held for reading.
        unsafe { &*self.shared.value.get() }
    }
}

impl<T> Drop for Ref<'_, T> {
    fn drop(&mut self) {
        self.shared.unlock(false);
    }
}

impl<T: fmt::Debug> fmt::Debug for Ref<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ref").field("value", &**self).finish_non_exhaustive()
    }
}
