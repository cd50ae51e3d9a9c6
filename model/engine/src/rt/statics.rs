//! Statics outlive executions; every execution must find them as the program starts with them.

use std::cell::UnsafeCell;
use std::mem::MaybeUninit;

use super::Touched;

/// A copy of a value's bytes, as they were before anything touched it.
pub struct Snapshot(UnsafeCell<Option<Box<[MaybeUninit<u8>]>>>);

// SAFETY: one OS thread explores, and nobody else uses a snapshot.
unsafe impl Send for Snapshot {}
// SAFETY: as above.
unsafe impl Sync for Snapshot {}
impl std::panic::RefUnwindSafe for Snapshot {}

impl Snapshot {
    #[expect(clippy::new_without_default, reason = "only ever made in a const constructor")]
    pub const fn new() -> Snapshot {
        Snapshot(UnsafeCell::new(None))
    }

    /// To be called when an execution first touches the value's owner: keeps the bytes the first time,
    /// and puts them back in every later execution. Returns whether it put them back.
    ///
    /// Only a static (or something leaked) is ever touched by two executions; a value that was
    /// created by the execution itself is merely copied, and the copy goes with it.
    ///
    /// # Safety
    ///
    /// `value` is valid for reads and writes and nobody borrows it; it is the same at every call.
    pub unsafe fn settle<T: ?Sized>(&self, touched: Touched, value: *mut T) -> bool {
        // SAFETY: valid, by contract.
        let size = size_of_val(unsafe { &*value });
        let bytes = value.cast::<MaybeUninit<u8>>();
        // SAFETY: only the exploring thread gets here, and no reference leaves this function.
        let kept = unsafe { &mut *self.0.get() };
        match (touched, kept) {
            (Touched::Never, kept @ None) => {
                // SAFETY: `size` bytes are readable; `MaybeUninit` copies padding as it is.
                *kept = Some(unsafe { std::slice::from_raw_parts(bytes, size) }.into());
                false
            }
            (Touched::InAnother, Some(kept)) => {
                // SAFETY: the bytes are those of the value before its first use, which for a static is
                // the constant it was initialised with: a valid value that owns nothing (a constant
                // cannot own memory from the heap), so that it may exist again. The value of the last
                // execution is overwritten without being dropped: what it owned is leaked, on purpose, since
                // its destructor could call into an execution that is over.
                unsafe { std::ptr::copy_nonoverlapping(kept.as_ptr(), bytes, size) };
                true
            }
            _ => false,
        }
    }
}
