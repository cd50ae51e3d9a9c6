//! `std::cell`: the real ones, which are nobody else's, but for `UnsafeCell`: what is built on it is shared by rules
//! of its own, and whether they hold is what the model finds out.

pub use std::cell::{BorrowError, BorrowMutError, Cell, LazyCell, OnceCell, Ref, RefCell, RefMut};

use std::fmt;
use std::panic::Location;

use model::rt::Touched;
use model::rt::cell::RawCell;
use model::rt::guarded::Peek;
use model::rt::statics::Snapshot;

/// Data that shared references lead to and that may change all the same.
///
/// Two threads that call `get` with nothing to order the calls are a data race, if the data changes: a call counts as a
/// use of the data at that moment, so call it where the pointer is used. `raw_get` and `from_mut` are not modelled.
pub struct UnsafeCell<T: ?Sized> {
    /// Before the value: it looks at it once more when it is dropped.
    raw: RawCell,
    initially: Snapshot,
    peek: Peek,
    value: std::cell::UnsafeCell<T>,
}

impl<T> UnsafeCell<T> {
    /// A cell with this value.
    #[track_caller]
    pub const fn new(value: T) -> UnsafeCell<T> {
        UnsafeCell {
            raw: RawCell::new(),
            initially: Snapshot::new(),
            peek: Peek::of::<T>(),
            value: std::cell::UnsafeCell::new(value),
        }
    }

    /// The value.
    pub fn into_inner(mut self) -> T {
        self.get_mut();
        self.value.into_inner()
    }
}

impl<T: ?Sized> UnsafeCell<T> {
    /// A pointer to the value, to be used at once.
    #[track_caller]
    pub fn get(&self) -> *mut T {
        let value = self.value.get();
        let touched = self.raw.touched();
        if touched != Touched::InThisExecution {
            // SAFETY: nobody uses the value in this execution yet, because nobody had a pointer to it.
            unsafe { self.initially.settle(touched, value) };
        }
        // SAFETY: the pointer is valid, and what it points to is looked at between two steps, when no thread runs
        // but this one. `peek` was made for its type.
        unsafe {
            let holds = self.peek.at(value.cast());
            self.raw.get(value.cast(), size_of_val(&*value), holds, Location::caller());
        }
        value
    }

    /// The value, for whoever has the cell to themselves.
    pub fn get_mut(&mut self) -> &mut T {
        let value = self.value.get();
        // SAFETY: the pointer is valid, and the cell is borrowed exclusively.
        unsafe { self.raw.settle(value.cast(), size_of_val(&*value)) };
        self.value.get_mut()
    }
}

impl<T> From<T> for UnsafeCell<T> {
    #[track_caller]
    fn from(value: T) -> UnsafeCell<T> {
        UnsafeCell::new(value)
    }
}

impl<T: Default> Default for UnsafeCell<T> {
    #[track_caller]
    fn default() -> UnsafeCell<T> {
        UnsafeCell::new(T::default())
    }
}

impl<T: ?Sized> fmt::Debug for UnsafeCell<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnsafeCell").finish_non_exhaustive()
    }
}
