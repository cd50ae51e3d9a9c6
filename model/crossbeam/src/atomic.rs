//! `crossbeam::atomic`.
//!
//! An `AtomicCell` of an integer or a `bool` is one of the engine's atomics. Any other value is kept in a list, and
//! the atomic holds its place there; a value that was stored stays in the list, so that a load may find an
//! old one. In the real crate large values are behind a lock of their own, which orders as much as is said here: loads
//! acquire, stores release, everything else does both.
//!
//! `AtomicCell::as_ptr` is missing on purpose: what happens through a pointer is nothing that the model could see.

use std::any::type_name;
use std::cell::UnsafeCell;
use std::fmt;
use std::mem::{ManuallyDrop, needs_drop};
use std::ops::{BitAnd, BitOr, BitXor, Not};
use std::panic::{Location, RefUnwindSafe, UnwindSafe};
use std::sync::atomic::Ordering::{AcqRel, Acquire, Release};
use std::sync::{Mutex, MutexGuard, PoisonError};

use model::rt::atomic::{Change, Exchange, RawAtomic, Shape};
use model::rt::guarded::{self, Peek};
use model::rt::{Loc, Value};
use model_std::sync::atomic as atomics;

/// A cell that threads share.
pub struct AtomicCell<T> {
    raw: RawAtomic,
    /// The value it was made with: its bytes stay, though the value may have been moved out.
    first: UnsafeCell<ManuallyDrop<T>>,
    /// The values stored since, unless they fit into the atomic. A real lock, held between two steps.
    later: Mutex<Later<T>>,
}

/// The values stored in this execution: those of the last one in a static are gone, and never dropped.
struct Later<T> {
    execution: u64,
    values: Vec<ManuallyDrop<T>>,
}

// SAFETY: as in the real crate: values go from thread to thread, hence `T: Send`; nobody gets a reference. `first` is
// only written to by who has the cell to themselves.
unsafe impl<T: Send> Send for AtomicCell<T> {}
// SAFETY: as above.
unsafe impl<T: Send> Sync for AtomicCell<T> {}
impl<T> UnwindSafe for AtomicCell<T> {}
impl<T> RefUnwindSafe for AtomicCell<T> {}

const KIND: &str = "AtomicCell";

/// For places in the list: the schedule tells which of the values it is, and what it holds if that prints in a word.
const PLACE: Shape =
    Shape { name: KIND, bits: 64, show: |place| Value::Owned(format!("value #{place}").into()) };

/// How to keep a `T` in the atomic itself, if that is possible: as in [`Peek`], these names are the language's own types.
fn shape<T>() -> Option<&'static Shape> {
    macro_rules! shape {
        ($type:ty, $show:expr) => {{
            static SHAPE: Shape =
                Shape { name: KIND, bits: 8 * size_of::<$type>() as u32, show: $show };
            (size_of::<T>() == size_of::<$type>()).then_some(&SHAPE)
        }};
    }
    match type_name::<T>() {
        "bool" => shape!(bool, |bits| Value::Bool(bits != 0)),
        "u8" => shape!(u8, Value::Unsigned),
        "u16" => shape!(u16, Value::Unsigned),
        "u32" => shape!(u32, Value::Unsigned),
        "u64" => shape!(u64, Value::Unsigned),
        "usize" => shape!(usize, Value::Unsigned),
        "i8" => shape!(i8, |bits| Value::Signed(bits as i8 as i64)),
        "i16" => shape!(i16, |bits| Value::Signed(bits as i16 as i64)),
        "i32" => shape!(i32, |bits| Value::Signed(bits as i32 as i64)),
        "i64" => shape!(i64, |bits| Value::Signed(bits as i64)),
        "isize" => shape!(isize, |bits| Value::Signed(bits as isize as i64)),
        _ => None,
    }
}

/// The bits of an integer or a `bool`: a type that has a [`shape`].
fn to_bits<T>(value: &T) -> u64 {
    let mut bytes = [0_u8; 8];
    let (from, size) = (std::ptr::from_ref(value).cast::<u8>(), size_of::<T>());
    let at = if cfg!(target_endian = "big") { 8 - size } else { 0 };
    // SAFETY: `size` bytes are initialised, since these types have no padding, and at most 8, so that they fit.
    unsafe { std::ptr::copy_nonoverlapping(from, bytes[at..].as_mut_ptr(), size) };
    u64::from_ne_bytes(bytes)
}

/// … and back.
///
/// # Safety
///
/// These are the bits of a `T`.
unsafe fn from_bits<T>(bits: u64) -> T {
    let at = if cfg!(target_endian = "big") { 8 - size_of::<T>() } else { 0 };
    let bytes = bits.to_ne_bytes();
    // SAFETY: they are there, and those of a valid value by contract.
    unsafe { bytes[at..].as_ptr().cast::<T>().read_unaligned() }
}

impl<T> AtomicCell<T> {
    /// A cell with this value.
    #[track_caller]
    pub const fn new(val: T) -> AtomicCell<T> {
        AtomicCell {
            raw: RawAtomic::new(),
            first: UnsafeCell::new(ManuallyDrop::new(val)),
            later: Mutex::new(Later { execution: 0, values: Vec::new() }),
        }
    }

    /// Whether the real one takes no lock for a `T`.
    pub const fn is_lock_free() -> bool {
        crossbeam_utils::atomic::AtomicCell::<T>::is_lock_free()
    }

    fn later(&self) -> MutexGuard<'_, Later<T>> {
        let mut later = self.later.lock().unwrap_or_else(PoisonError::into_inner);
        let execution = model::rt::thread::execution();
        if later.execution != execution {
            *later = Later { execution, values: Vec::new() };
        }
        later
    }

    /// The atomic's initial value.
    fn initial(&self) -> u64 {
        // SAFETY: nobody writes to `first` while it is shared.
        if shape::<T>().is_some() { to_bits(unsafe { &*self.first.get() }) } else { 0 }
    }

    /// Puts a value into the list.
    fn keep(&self, value: T) -> u64 {
        let mut later = self.later();
        later.values.push(ManuallyDrop::new(value));
        later.values.len() as u64
    }

    /// A copy of what the atomic's value stands for.
    ///
    /// # Safety
    ///
    /// `T` is `Copy`, or this is the one time that the value is moved out.
    unsafe fn value(&self, raw: u64) -> T {
        if shape::<T>().is_some() {
            // SAFETY: only bits of a `T` are ever stored.
            return unsafe { from_bits(raw) };
        }
        match raw.checked_sub(1) {
            // SAFETY: valid, and not written to; by contract it may be copied.
            None => unsafe { std::ptr::read(self.first.get().cast::<T>()) },
            // SAFETY: valid; by contract it may be copied.
            Some(i) => unsafe { std::ptr::read(&raw const *self.later().values[i as usize]) },
        }
    }

    /// As the schedule shows it, where the atomic itself does not.
    fn tell(&self, value: &T) {
        if let (None, Some(id)) = (shape::<T>(), self.raw.id()) {
            // SAFETY: a reference is valid, and of the type that this is made for.
            let shown = unsafe { Peek::of::<T>().at(std::ptr::from_ref(value).cast()) };
            guarded::tell(id, shown, "");
        }
    }

    /// Replaces the value.
    #[track_caller]
    pub fn store(&self, val: T) {
        let loc = Location::caller();
        if needs_drop::<T>() {
            return drop(self.swap_at(val, loc));
        }
        let shape = shape::<T>();
        let raw = if shape.is_some() { to_bits(&val) } else { self.keep(val) };
        self.raw.store(shape.unwrap_or(&PLACE), self.initial(), raw, Release, loc);
    }

    /// Replaces the value, and returns the one before.
    #[track_caller]
    pub fn swap(&self, val: T) -> T {
        self.swap_at(val, Location::caller())
    }

    fn swap_at(&self, val: T, loc: Loc) -> T {
        let shape = shape::<T>();
        let raw = if shape.is_some() { to_bits(&val) } else { self.keep(val) };
        let shape = shape.unwrap_or(&PLACE);
        let old = self.raw.change(shape, self.initial(), "swap", Change::Swap(raw), AcqRel, loc);
        // SAFETY: the atomic holds another value now, and each gets into it once.
        let old = unsafe { self.value(old) };
        self.tell(&old);
        old
    }

    /// The value at last, for whoever has the cell to themselves. To be called once.
    fn take_last(&mut self) -> T {
        let shape = shape::<T>().unwrap_or(&PLACE);
        let raw = self.raw.settle(shape, self.initial());
        // SAFETY: nobody else can, and this is called once.
        unsafe { self.value(raw) }
    }

    /// The value.
    pub fn into_inner(self) -> T {
        ManuallyDrop::new(self).take_last()
    }
}

impl<T> Drop for AtomicCell<T> {
    fn drop(&mut self) {
        if needs_drop::<T>() {
            drop(self.take_last());
        }
    }
}

impl<T: Default> AtomicCell<T> {
    /// Takes the value and leaves the default.
    #[track_caller]
    pub fn take(&self) -> T {
        self.swap_at(T::default(), Location::caller())
    }
}

impl<T: Copy> AtomicCell<T> {
    /// The value.
    #[track_caller]
    pub fn load(&self) -> T {
        let shape = shape::<T>().unwrap_or(&PLACE);
        let raw = self.raw.load(shape, self.initial(), Acquire, Location::caller());
        // SAFETY: it is `Copy`.
        let value = unsafe { self.value(raw) };
        self.tell(&value);
        value
    }

    /// Replaces the value by what `f` makes of it, in one step; returns the one before.
    fn change(&self, op: &'static str, f: impl Fn(T) -> T, loc: Loc) -> T {
        let with = |raw| {
            // SAFETY: it is `Copy`.
            let new = f(unsafe { self.value(raw) });
            if shape::<T>().is_some() { to_bits(&new) } else { self.keep(new) }
        };
        let shape = shape::<T>().unwrap_or(&PLACE);
        let old = self.raw.change(shape, self.initial(), op, Change::With(&with), AcqRel, loc);
        // SAFETY: as above.
        unsafe { self.value(old) }
    }
}

impl<T: Copy + Eq> AtomicCell<T> {
    /// Replaces the value if it is `current`; returns the one before.
    #[deprecated(note = "Use `compare_exchange` instead")]
    #[track_caller]
    pub fn compare_and_swap(&self, current: T, new: T) -> T {
        match self.exchange(current, new, Location::caller()) {
            Ok(found) | Err(found) => found,
        }
    }

    /// Replaces the value if it is `current`; the error is what was found instead.
    #[track_caller]
    pub fn compare_exchange(&self, current: T, new: T) -> Result<T, T> {
        self.exchange(current, new, Location::caller())
    }

    fn exchange(&self, current: T, new: T, loc: Loc) -> Result<T, T> {
        if let Some(shape) = shape::<T>() {
            let (current, new) = (to_bits(&current), to_bits(&new));
            let orders = (AcqRel, Acquire);
            let found = self.raw.compare_exchange(
                shape,
                self.initial(),
                current,
                new,
                orders,
                "compare_exchange",
                Exchange::Strong,
                loc,
            );
            // SAFETY: only bits of a `T` are ever stored.
            let value = |raw| unsafe { from_bits(raw) };
            return found.map(value).map_err(value);
        }
        // Other values are equal when they say so, wherever they are: found unequal, the same is stored again.
        let found = self.change("compare_exchange", |v| if v == current { new } else { v }, loc);
        if found == current { Ok(found) } else { Err(found) }
    }

    /// Replaces the value by what `f` makes of it, trying again when another thread came between.
    #[track_caller]
    pub fn fetch_update<F>(&self, mut f: F) -> Result<T, T>
    where
        F: FnMut(T) -> Option<T>,
    {
        let mut previous = self.load();
        while let Some(next) = f(previous) {
            match self.compare_exchange(previous, next) {
                Ok(found) => return Ok(found),
                Err(found) => previous = found,
            }
        }
        Err(previous)
    }
}

/// Bitwise "not and", which is no operator.
fn nand<T: BitAnd<Output = T> + Not<Output = T>>(a: T, b: T) -> T {
    !(a & b)
}

macro_rules! arithmetic {
    ($($t:ident)*) => {
        $(impl AtomicCell<$t> {
            /// Adds, wrapping; returns the value before.
            #[track_caller]
            pub fn fetch_add(&self, val: $t) -> $t {
                self.change("fetch_add", |v| v.wrapping_add(val), Location::caller())
            }

            /// Subtracts, wrapping; returns the value before.
            #[track_caller]
            pub fn fetch_sub(&self, val: $t) -> $t {
                self.change("fetch_sub", |v| v.wrapping_sub(val), Location::caller())
            }

            /// Keeps the larger one; returns the value before.
            #[track_caller]
            pub fn fetch_max(&self, val: $t) -> $t {
                self.change("fetch_max", |v| v.max(val), Location::caller())
            }

            /// Keeps the smaller one; returns the value before.
            #[track_caller]
            pub fn fetch_min(&self, val: $t) -> $t {
                self.change("fetch_min", |v| v.min(val), Location::caller())
            }
        })*
    };
}

macro_rules! bitwise {
    ($($t:ident)*) => {
        $(impl AtomicCell<$t> {
            /// Returns the value before.
            #[track_caller]
            pub fn fetch_and(&self, val: $t) -> $t {
                self.change("fetch_and", |v| v.bitand(val), Location::caller())
            }

            /// Returns the value before.
            #[track_caller]
            pub fn fetch_nand(&self, val: $t) -> $t {
                self.change("fetch_nand", |v| nand(v, val), Location::caller())
            }

            /// Returns the value before.
            #[track_caller]
            pub fn fetch_or(&self, val: $t) -> $t {
                self.change("fetch_or", |v| v.bitor(val), Location::caller())
            }

            /// Returns the value before.
            #[track_caller]
            pub fn fetch_xor(&self, val: $t) -> $t {
                self.change("fetch_xor", |v| v.bitxor(val), Location::caller())
            }
        })*
    };
}

arithmetic! { u8 i8 u16 i16 u32 i32 u64 i64 u128 i128 usize isize }
bitwise! { bool u8 i8 u16 i16 u32 i32 u64 i64 u128 i128 usize isize }

impl<T: Default> Default for AtomicCell<T> {
    #[track_caller]
    fn default() -> AtomicCell<T> {
        AtomicCell::new(T::default())
    }
}

impl<T> From<T> for AtomicCell<T> {
    #[track_caller]
    fn from(val: T) -> AtomicCell<T> {
        AtomicCell::new(val)
    }
}

impl<T: Copy + fmt::Debug> fmt::Debug for AtomicCell<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AtomicCell").field("value", &self.load()).finish()
    }
}

/// Loads that order what depends on their value.
pub trait AtomicConsume {
    /// What is loaded.
    type Val;

    /// Loads; here an acquire load, as the real one is on x86-64.
    fn load_consume(&self) -> Self::Val;
}

macro_rules! consume {
    ($($atomic:ident $t:ty;)*) => {
        $(impl AtomicConsume for atomics::$atomic {
            type Val = $t;
            #[track_caller]
            fn load_consume(&self) -> $t {
                self.load(Acquire)
            }
        })*
    };
}

consume! {
    AtomicBool bool;
    AtomicU8 u8;
    AtomicI8 i8;
    AtomicU16 u16;
    AtomicI16 i16;
    AtomicU32 u32;
    AtomicI32 i32;
    AtomicU64 u64;
    AtomicI64 i64;
    AtomicUsize usize;
    AtomicIsize isize;
}

impl<T> AtomicConsume for atomics::AtomicPtr<T> {
    type Val = *mut T;
    #[track_caller]
    fn load_consume(&self) -> *mut T {
        self.load(Acquire)
    }
}
