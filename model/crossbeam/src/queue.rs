//! `crossbeam::queue`: queues without a lock, and without waiting.
//!
//! Every operation is one step through one gate. The real queues are linearizable, so that each of their
//! operations takes effect at one moment, too.

use std::collections::{VecDeque, vec_deque};
use std::fmt;
use std::panic::{Location, RefUnwindSafe, UnwindSafe};
use std::sync::{Mutex, MutexGuard, PoisonError};

use model::rt::guarded::Peek;
use model::rt::lock::Gate;
use model::rt::{self, Event, Loc, Touched, Value};

/// What both kinds are made of.
struct Queue<T> {
    gate: Gate,
    /// A real lock, held between two steps.
    items: Mutex<VecDeque<T>>,
}

impl<T> Queue<T> {
    #[track_caller]
    const fn new(kind: &'static str) -> Queue<T> {
        Queue { gate: Gate::new(kind), items: Mutex::new(VecDeque::new()) }
    }

    fn items(&self) -> MutexGuard<'_, VecDeque<T>> {
        self.items.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// One step. `f` says what came of it, which item it was about, and whether it was in vain: doing it again
    /// while nothing changes is polling.
    fn step<R>(
        &self,
        op: &'static str,
        loc: Loc,
        f: impl FnOnce(&mut VecDeque<T>) -> (R, Value, Value, bool),
    ) -> R {
        if self.gate.touched() == Touched::InAnother {
            // A static: it begins empty in every execution. What the last one left is leaked, on purpose: its
            // destructors could call into an execution that is over.
            std::mem::forget(std::mem::take(&mut *self.items()));
        }
        self.gate.id();
        rt::spin::before_polling(loc);
        self.gate.pass(op, loc);
        let (result, came, item, in_vain) = f(&mut self.items());
        if in_vain {
            rt::spin::after_polling(loc, self.gate.id());
        } else {
            rt::changed();
        }
        let mut event = Event::new(op, loc).object(self.gate.id()).value(came);
        event.holds = item;
        rt::log(event);
        result
    }

    /// Adds an item, unless as many are there already; the error gives it back.
    fn push(&self, item: T, capacity: Option<usize>, loc: Loc) -> Result<(), T> {
        self.step("push", loc, |items| {
            let shown = shown(&item);
            if capacity.is_some_and(|capacity| items.len() >= capacity) {
                return (Err(item), Value::Text("full"), shown, true);
            }
            items.push_back(item);
            (Ok(()), Value::Text("pushed"), shown, false)
        })
    }

    fn pop(&self, loc: Loc) -> Option<T> {
        self.step("pop", loc, |items| match items.pop_front() {
            Some(item) => {
                let shown = shown(&item);
                (Some(item), Value::Text("popped"), shown, false)
            }
            None => (None, Value::Text("empty"), Value::None, true),
        })
    }

    fn look<R: ToString>(
        &self,
        op: &'static str,
        loc: Loc,
        f: impl FnOnce(&VecDeque<T>) -> R,
    ) -> R {
        self.step(op, loc, |items| {
            let seen = f(items);
            let came = Value::Owned(seen.to_string().into());
            (seen, came, Value::None, true)
        })
    }

    fn items_mut(&mut self) -> &mut VecDeque<T> {
        self.items.get_mut().unwrap_or_else(PoisonError::into_inner)
    }

    fn into_items(self) -> VecDeque<T> {
        self.items.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

fn shown<T>(item: &T) -> Value {
    // SAFETY: a reference is valid, and of the type that this is made for.
    unsafe { Peek::of::<T>().at(std::ptr::from_ref(item).cast()) }
}

/// A queue with a bound.
pub struct ArrayQueue<T> {
    queue: Queue<T>,
    capacity: usize,
}

/// A queue without a bound.
pub struct SegQueue<T> {
    queue: Queue<T>,
}

// SAFETY: as in the real crate: items go from thread to thread, hence `T: Send`; the state is behind a lock.
unsafe impl<T: Send> Send for ArrayQueue<T> {}
// SAFETY: as above.
unsafe impl<T: Send> Sync for ArrayQueue<T> {}
// SAFETY: as above.
unsafe impl<T: Send> Send for SegQueue<T> {}
// SAFETY: as above.
unsafe impl<T: Send> Sync for SegQueue<T> {}
impl<T> UnwindSafe for ArrayQueue<T> {}
impl<T> RefUnwindSafe for ArrayQueue<T> {}
impl<T> UnwindSafe for SegQueue<T> {}
impl<T> RefUnwindSafe for SegQueue<T> {}

impl<T> ArrayQueue<T> {
    /// A queue of at most `cap` items.
    #[track_caller]
    pub fn new(cap: usize) -> ArrayQueue<T> {
        assert!(cap > 0, "capacity must be non-zero");
        ArrayQueue { queue: Queue::new("ArrayQueue"), capacity: cap }
    }

    /// Adds an item; when the queue is full, the error gives it back.
    #[track_caller]
    pub fn push(&self, value: T) -> Result<(), T> {
        self.queue.push(value, Some(self.capacity), Location::caller())
    }

    /// As `push`, for whoever has the queue to themselves: no step.
    pub fn push_mut(&mut self, value: T) -> Result<(), T> {
        if self.queue.items_mut().len() >= self.capacity {
            return Err(value);
        }
        self.queue.items_mut().push_back(value);
        Ok(())
    }

    /// Adds an item; when the queue is full, the oldest one goes.
    #[track_caller]
    pub fn force_push(&self, value: T) -> Option<T> {
        self.queue.step("force_push", Location::caller(), |items| {
            let shown = shown(&value);
            let oldest = if items.len() >= self.capacity { items.pop_front() } else { None };
            items.push_back(value);
            let came = if oldest.is_some() { "replaced the oldest" } else { "pushed" };
            (oldest, Value::Text(came), shown, false)
        })
    }

    /// Takes the oldest item.
    #[track_caller]
    pub fn pop(&self) -> Option<T> {
        self.queue.pop(Location::caller())
    }

    /// As `pop`, for whoever has the queue to themselves: no step.
    pub fn pop_mut(&mut self) -> Option<T> {
        self.queue.items_mut().pop_front()
    }

    /// How many items fit.
    pub fn capacity(&self) -> usize {
        self.capacity
    }

    /// Whether there is no item.
    #[track_caller]
    pub fn is_empty(&self) -> bool {
        self.queue.look("is_empty", Location::caller(), VecDeque::is_empty)
    }

    /// Whether there is no room.
    #[track_caller]
    pub fn is_full(&self) -> bool {
        self.queue.look("is_full", Location::caller(), |items| items.len() >= self.capacity)
    }

    /// How many items there are.
    #[track_caller]
    pub fn len(&self) -> usize {
        self.queue.look("len", Location::caller(), VecDeque::len)
    }
}

impl<T> SegQueue<T> {
    /// An empty queue.
    #[track_caller]
    pub const fn new() -> SegQueue<T> {
        SegQueue { queue: Queue::new("SegQueue") }
    }

    /// Adds an item.
    #[track_caller]
    pub fn push(&self, value: T) {
        let Ok(()) = self.queue.push(value, None, Location::caller()) else {
            unreachable!("there is room")
        };
    }

    /// As `push`, for whoever has the queue to themselves: no step.
    pub fn push_mut(&mut self, value: T) {
        self.queue.items_mut().push_back(value);
    }

    /// Takes the oldest item.
    #[track_caller]
    pub fn pop(&self) -> Option<T> {
        self.queue.pop(Location::caller())
    }

    /// As `pop`, for whoever has the queue to themselves: no step.
    pub fn pop_mut(&mut self) -> Option<T> {
        self.queue.items_mut().pop_front()
    }

    /// Whether there is no item.
    #[track_caller]
    pub fn is_empty(&self) -> bool {
        self.queue.look("is_empty", Location::caller(), VecDeque::is_empty)
    }

    /// How many items there are.
    #[track_caller]
    pub fn len(&self) -> usize {
        self.queue.look("len", Location::caller(), VecDeque::len)
    }
}

impl<T> Default for SegQueue<T> {
    #[track_caller]
    fn default() -> SegQueue<T> {
        SegQueue::new()
    }
}

impl<T> fmt::Debug for ArrayQueue<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad("ArrayQueue { .. }")
    }
}

impl<T> fmt::Debug for SegQueue<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad("SegQueue { .. }")
    }
}

/// The items of a queue, the oldest first.
#[derive(Debug)]
pub struct IntoIter<T>(vec_deque::IntoIter<T>);

impl<T> Iterator for IntoIter<T> {
    type Item = T;
    fn next(&mut self) -> Option<T> {
        self.0.next()
    }
}

impl<T> IntoIterator for ArrayQueue<T> {
    type Item = T;
    type IntoIter = IntoIter<T>;
    fn into_iter(self) -> IntoIter<T> {
        IntoIter(self.queue.into_items().into_iter())
    }
}

impl<T> IntoIterator for SegQueue<T> {
    type Item = T;
    type IntoIter = IntoIter<T>;
    fn into_iter(self) -> IntoIter<T> {
        IntoIter(self.queue.into_items().into_iter())
    }
}
