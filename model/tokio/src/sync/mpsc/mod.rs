//! `mpsc`: the real channels behind steps.
//!
//! As long as nobody can tell how full a channel is, because there is room for all that was ever sent and
//! nobody asks, taking a value out of it is no step; nor is the last sender's leaving. Sending is one.
//!
//! It is two in the real ones: first the place, by which the channel knows that somebody is coming, and then the value. `recv`
//! waits for whoever has a place. So only those can tell who have *closed* the channel and then look without waiting: for them
//! it is empty, and not at its end, and the value comes after they have gone. Once somebody has done that, sending is two steps.
//!
//! Where a look is a step (see `object`), it matters to the sending of the very value that it is after, and
//! if there is none, to the senders' leaving; not to other values. So these meet: a look with the sending of the
//! value that it finds, or would have found next, at [`nth`], and with senders that leave at [`LEAVING`].

mod bounded;
mod unbounded;

/// The errors are the real ones.
pub mod error {
    pub use tokio::sync::mpsc::error::{SendError, SendTimeoutError, TryRecvError, TrySendError};
}

pub use bounded::{OwnedPermit, Permit, PermitIterator, Receiver, Sender, WeakSender, channel};
pub use unbounded::{UnboundedReceiver, UnboundedSender, WeakUnboundedSender, unbounded_channel};

/// Where senders leave, and receivers look whether they have.
const LEAVING: usize = 0;

/// Where the value after so many is sent and received.
fn nth(n: usize) -> usize {
    1 + n
}

/// What a receive came to, in a word.
fn received<T>(value: &Option<T>) -> &'static str {
    if value.is_some() { "received" } else { "closed" }
}

/// What a receive of many came to, in a word.
fn received_many(n: &usize) -> &'static str {
    if *n > 0 { "received" } else { "closed" }
}

/// What asking for room came to, in a word.
fn reserved<T, E>(result: &Result<T, E>) -> &'static str {
    if result.is_ok() { "has room" } else { "closed" }
}

/// What a send came to, in a word.
fn sent<T, E>(result: &Result<T, E>) -> &'static str {
    if result.is_ok() { "sent" } else { "closed" }
}

/// What both receivers have in common: `$real` is the real one, `channel` what it shares with its senders.
macro_rules! receiver {
    ($receiver:ident) => {
        impl<T> $receiver<T> {
            /// Waits for a value; `None` when all senders are gone, or it was closed, and it is empty.
            #[track_caller]
            pub fn recv(&mut self) -> impl Future<Output = Option<T>> {
                let loc = Location::caller();
                poll_fn(move |cx| self.poll_at(cx, "recv", loc))
            }

            fn poll_at(
                &mut self,
                cx: &mut Context<'_>,
                op: &'static str,
                loc: Loc,
            ) -> Poll<Option<T>> {
                let (n, shut) = (nth(self.received), self.shut);
                let (real, channel, loc) = self.parts(loc);
                channel.object.look_there_if_watched(n, op, loc);
                let polled = real_op(|| real.poll_recv(cx));
                if !matches!(polled, Poll::Ready(Some(_))) && rt::task::is_watched(loc) {
                    channel.object.touch_if_watched(LEAVING);
                }
                match &polled {
                    Poll::Pending => {
                        if shut && rt::task::is_watched(loc) {
                            channel.object.halve();
                        }
                        channel.object.awaits(op, loc);
                    }
                    Poll::Ready(value) => {
                        channel.object.follow();
                        channel.object.log(op, received(value), loc);
                        if value.is_none() {
                            channel.object.found(loc);
                        }
                        self.received += usize::from(value.is_some());
                        rt::changed();
                        rt::task::observed();
                    }
                }
                polled
            }

            /// Waits for at least one value, and takes up to `limit`.
            #[track_caller]
            pub fn recv_many(
                &mut self,
                buffer: &mut Vec<T>,
                limit: usize,
            ) -> impl Future<Output = usize> {
                let (real, channel, loc) = self.parts(Location::caller());
                // How many there are is something that everybody's timing shows in.
                channel.object.count();
                let future = real.recv_many(buffer, limit);
                Awaited::new(future, &channel.object, Polls::Looks, "recv_many", loc, received_many)
            }

            /// A value, if there is one.
            #[track_caller]
            pub fn try_recv(&mut self) -> Result<T, TryRecvError> {
                let (n, shut) = (nth(self.received), self.shut);
                let (real, channel, loc) = self.parts(Location::caller());
                rt::spin::before_polling(loc);
                if shut {
                    channel.object.halve();
                }
                channel.object.watch();
                rt::task::watch(loc);
                channel.object.look_there_if_watched(n, "try_recv", loc);
                let came = channel.object.attempt(|| real.try_recv());
                if came.is_err() {
                    channel.object.touch_if_watched(LEAVING);
                }
                channel.object.follow();
                let text = match &came {
                    Ok(_) => "received",
                    Err(TryRecvError::Empty) => "empty",
                    Err(TryRecvError::Disconnected) => "closed",
                };
                if let Err(TryRecvError::Empty) = came {
                    channel.object.missed(loc);
                }
                channel.object.log("try_recv", text, loc);
                self.received += usize::from(came.is_ok());
                came
            }

            /// Waits for a value by blocking this thread.
            #[track_caller]
            pub fn blocking_recv(&mut self) -> Option<T> {
                exec::blocking(self.recv())
            }

            /// Waits for at least one value by blocking this thread.
            #[track_caller]
            pub fn blocking_recv_many(&mut self, buffer: &mut Vec<T>, limit: usize) -> usize {
                exec::blocking(self.recv_many(buffer, limit))
            }

            /// No more values will be sent; those in the channel can still be received.
            #[track_caller]
            pub fn close(&mut self) {
                self.shut = true;
                let (real, channel, loc) = self.parts(Location::caller());
                channel.object.step("close", loc);
                channel.object.log("close", "closed", loc);
                channel.object.act(|| real.close());
            }

            /// Whether no more values will be sent.
            #[track_caller]
            pub fn is_closed(&self) -> bool {
                let loc = Location::caller();
                self.channel.object.count();
                self.channel.object.try_look("is_closed", loc);
                let closed = self.real().is_closed();
                if !closed {
                    self.channel.object.missed(loc);
                }
                self.channel.object.log_bool("is_closed", closed, loc);
                closed
            }

            /// Whether there is no value.
            #[track_caller]
            pub fn is_empty(&self) -> bool {
                let loc = Location::caller();
                self.ask_how_many();
                self.channel.object.try_look("is_empty", loc);
                let empty = self.real().is_empty();
                if empty {
                    self.channel.object.missed(loc);
                }
                self.channel.object.log_bool("is_empty", empty, loc);
                empty
            }

            /// Values that are on their way are not there yet.
            fn ask_how_many(&self) {
                self.channel.object.count();
                if self.shut {
                    self.channel.object.halve();
                }
            }

            /// How many values there are.
            #[track_caller]
            pub fn len(&self) -> usize {
                let loc = Location::caller();
                self.ask_how_many();
                self.channel.object.try_look("len", loc);
                let len = self.real().len();
                self.channel.object.missed(loc);
                self.channel.object.log_number("len", len, loc);
                len
            }

            /// As `recv`, for a future that is polled by hand.
            #[track_caller]
            pub fn poll_recv(&mut self, cx: &mut Context<'_>) -> Poll<Option<T>> {
                self.poll_at(cx, "poll_recv", Location::caller())
            }

            /// As `recv_many`, for a future that is polled by hand.
            #[track_caller]
            pub fn poll_recv_many(
                &mut self,
                cx: &mut Context<'_>,
                buffer: &mut Vec<T>,
                limit: usize,
            ) -> Poll<usize> {
                let (real, channel, loc) = self.parts(Location::caller());
                channel.object.count();
                channel.object.poll_look("poll_recv_many", loc, received_many, || {
                    real.poll_recv_many(cx, buffer, limit)
                })
            }

            /// Senders that keep it open.
            #[track_caller]
            pub fn sender_strong_count(&self) -> usize {
                self.channel.object.count();
                self.channel.object.look("sender_strong_count", Location::caller());
                self.real().sender_strong_count()
            }

            /// Senders that do not.
            #[track_caller]
            pub fn sender_weak_count(&self) -> usize {
                self.channel.object.look("sender_weak_count", Location::caller());
                self.real().sender_weak_count()
            }
        }

        impl<T> Drop for $receiver<T> {
            fn drop(&mut self) {
                let loc = self.channel.created;
                self.channel.object.step("close", loc);
                self.channel.object.log("close", "receiver dropped", loc);
                let real = self.real.take();
                self.channel.object.act(|| drop(real));
            }
        }

        impl<T> Unpin for $receiver<T> {}

        impl<T> fmt::Debug for $receiver<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($receiver)).finish_non_exhaustive()
            }
        }
    };
}

/// What both senders, weak and strong, have in common.
macro_rules! senders {
    ($sender:ident, $weak:ident) => {
        impl<T> $sender<T> {
            /// Waits until nobody will receive any more.
            #[track_caller]
            pub fn closed(&self) -> impl Future<Output = ()> {
                let closed = self.real().closed();
                let object = &self.channel.object;
                Awaited::new(
                    closed,
                    object,
                    Polls::Looks,
                    "closed",
                    Location::caller(),
                    |()| "closed",
                )
            }

            /// Whether nobody will receive any more.
            #[track_caller]
            pub fn is_closed(&self) -> bool {
                let loc = Location::caller();
                self.channel.object.count();
                self.channel.object.try_look("is_closed", loc);
                let closed = self.real().is_closed();
                if !closed {
                    self.channel.object.missed(loc);
                }
                self.channel.object.log_bool("is_closed", closed, loc);
                closed
            }

            /// Whether both send into the same channel.
            pub fn same_channel(&self, other: &Self) -> bool {
                self.real().same_channel(other.real())
            }

            /// A sender that does not keep the channel open.
            #[track_caller]
            pub fn downgrade(&self) -> $weak<T> {
                // From now on it matters when the last strong one leaves.
                self.channel.object.count();
                self.channel.object.look("downgrade", Location::caller());
                $weak { real: self.real().downgrade(), channel: self.channel.clone() }
            }

            /// Senders that keep it open.
            #[track_caller]
            pub fn strong_count(&self) -> usize {
                self.channel.object.count();
                self.channel.object.look("strong_count", Location::caller());
                self.real().strong_count()
            }

            /// Senders that do not.
            #[track_caller]
            pub fn weak_count(&self) -> usize {
                self.channel.object.look("weak_count", Location::caller());
                self.real().weak_count()
            }
        }

        impl<T> Clone for $sender<T> {
            #[track_caller]
            fn clone(&self) -> Self {
                let loc = Location::caller();
                self.mark.used(loc);
                // Nobody can notice: whoever clones keeps it open.
                let mark = Mark::new(self.channel.object.id(), loc);
                $sender { real: Some(self.real().clone()), channel: self.channel.clone(), mark }
            }
        }

        impl<T> Drop for $sender<T> {
            fn drop(&mut self) {
                let Some(real) = self.real.take() else { return };
                let loc = self.channel.created;
                self.channel.object.meet_if_watched(LEAVING, "close", loc);
                if real.strong_count() == 1 {
                    self.channel.object.log("close", "last sender dropped", loc);
                }
                self.channel.object.act(|| drop(real));
            }
        }

        impl<T> fmt::Debug for $sender<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($sender)).finish_non_exhaustive()
            }
        }

        impl<T> $weak<T> {
            /// A sender that keeps the channel open, unless the last one has gone.
            #[track_caller]
            pub fn upgrade(&self) -> Option<$sender<T>> {
                let loc = Location::caller();
                self.channel.object.look("upgrade", loc);
                let real = self.real.upgrade();
                self.channel.object.log_bool("upgrade", real.is_some(), loc);
                let channel = self.channel.clone();
                real.map(|real| {
                    let mark = Mark::new(channel.object.id(), loc);
                    $sender { real: Some(real), channel, mark }
                })
            }

            /// Senders that keep it open.
            #[track_caller]
            pub fn strong_count(&self) -> usize {
                self.channel.object.count();
                self.channel.object.look("strong_count", Location::caller());
                self.real.strong_count()
            }

            /// Senders that do not.
            #[track_caller]
            pub fn weak_count(&self) -> usize {
                self.channel.object.look("weak_count", Location::caller());
                self.real.weak_count()
            }
        }

        impl<T> Clone for $weak<T> {
            fn clone(&self) -> Self {
                $weak { real: self.real.clone(), channel: self.channel.clone() }
            }
        }

        impl<T> fmt::Debug for $weak<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($weak)).finish_non_exhaustive()
            }
        }
    };
}

use receiver;
use senders;
