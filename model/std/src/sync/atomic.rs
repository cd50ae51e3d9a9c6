//! `std::sync::atomic`: the real ones' methods on the engine's atomics. Values travel as bits.

use std::cell::UnsafeCell;
use std::fmt;
use std::panic::{Location, RefUnwindSafe};

use model::rt::Value;
use model::rt::atomic::{Change, Exchange, RawAtomic, Shape};

pub use std::sync::atomic::{Ordering, compiler_fence};

/// A memory fence.
#[track_caller]
pub fn fence(order: Ordering) {
    model::rt::atomic::fence(order, Location::caller());
}

/// As `std::hint::spin_loop`.
#[deprecated(note = "use hint::spin_loop instead")]
#[track_caller]
pub fn spin_loop_hint() {
    crate::hint::spin_loop();
}

/// An `AtomicBool` initialised to `false`.
#[deprecated(note = "the `new` function is now preferred")]
#[expect(clippy::declare_interior_mutable_const, reason = "as the real one")]
pub const ATOMIC_BOOL_INIT: AtomicBool = AtomicBool::new(false);
/// An `AtomicIsize` initialised to `0`.
#[deprecated(note = "the `new` function is now preferred")]
#[expect(clippy::declare_interior_mutable_const, reason = "as the real one")]
pub const ATOMIC_ISIZE_INIT: AtomicIsize = AtomicIsize::new(0);
/// An `AtomicUsize` initialised to `0`.
#[deprecated(note = "the `new` function is now preferred")]
#[expect(clippy::declare_interior_mutable_const, reason = "as the real one")]
pub const ATOMIC_USIZE_INIT: AtomicUsize = AtomicUsize::new(0);

/// What all atomics have. `$t` has `to_bits(value) -> u64` and `from_bits(u64) -> value` in `$bits`.
macro_rules! atomic {
    ($(#[$doc:meta])* $name:ident $(<$p:ident>)?, $t:ty, $bits:ident $(, $shape:expr)?) => {
        $(#[$doc])*
        pub struct $name $(<$p>)? {
            raw: RawAtomic,
            /// Its value when an execution begins, or when somebody had it to themselves.
            initial: UnsafeCell<$t>,
        }

        // SAFETY: `initial` is written through exclusive references only; the rest is the engine's.
        unsafe impl $(<$p>)? Send for $name $(<$p>)? {}
        // SAFETY: as above.
        unsafe impl $(<$p>)? Sync for $name $(<$p>)? {}
        impl $(<$p>)? RefUnwindSafe for $name $(<$p>)? {}

        impl $(<$p>)? $name $(<$p>)? {
            /// An atomic with this value.
            #[track_caller]
            pub const fn new(v: $t) -> Self {
                Self { raw: RawAtomic::new(), initial: UnsafeCell::new(v) }
            }

            fn initial(&self) -> u64 {
                // SAFETY: nobody writes it while it is shared.
                $bits::to_bits(unsafe { *self.initial.get() })
            }

            /// The value, for whoever has it to themselves.
            pub fn get_mut(&mut self) -> &mut $t {
                let now = self.raw.settle(&$bits::SHAPE, self.initial());
                let place = self.initial.get_mut();
                *place = $bits::from_bits(now);
                place
            }

            /// The value.
            pub fn into_inner(mut self) -> $t {
                *self.get_mut()
            }

            #[track_caller]
            #[deprecated(note = "Use `compare_exchange` or `compare_exchange_weak` instead")]
            pub fn compare_and_swap(&self, current: $t, new: $t, order: Ordering) -> $t {
                let failure = match order {
                    Ordering::Release => Ordering::Relaxed,
                    Ordering::AcqRel => Ordering::Acquire,
                    order => order,
                };
                match self.exchange("compare_and_swap", current, new, (order, failure), Exchange::Strong) {
                    Ok(found) | Err(found) => found,
                }
            }

            #[track_caller]
            pub fn load(&self, order: Ordering) -> $t {
                $bits::from_bits(self.raw.load(&$bits::SHAPE, self.initial(), order, Location::caller()))
            }

            #[track_caller]
            pub fn store(&self, val: $t, order: Ordering) {
                self.raw.store(&$bits::SHAPE, self.initial(), $bits::to_bits(val), order, Location::caller());
            }

            #[track_caller]
            pub fn swap(&self, val: $t, order: Ordering) -> $t {
                self.change("swap", Change::Swap($bits::to_bits(val)), order)
            }

            #[track_caller]
            pub fn compare_exchange(&self, current: $t, new: $t, success: Ordering, failure: Ordering) -> Result<$t, $t> {
                self.exchange("compare_exchange", current, new, (success, failure), Exchange::Strong)
            }

            #[track_caller]
            pub fn compare_exchange_weak(&self, current: $t, new: $t, success: Ordering, failure: Ordering) -> Result<$t, $t> {
                self.exchange("compare_exchange_weak", current, new, (success, failure), Exchange::Weak)
            }

            /// As the real one: a load, then compare-exchanges until one succeeds. Others that come in between
            /// only cause another turn, so the exchange belongs to the step of the load.
            #[track_caller]
            pub fn try_update(&self, set_order: Ordering, fetch_order: Ordering, mut f: impl FnMut($t) -> Option<$t>) -> Result<$t, $t> {
                let mut previous = self.load(fetch_order);
                while let Some(next) = f(previous) {
                    match self.exchange("compare_exchange", previous, next, (set_order, fetch_order), Exchange::Along) {
                        Ok(found) => return Ok(found),
                        Err(found) => previous = found,
                    }
                }
                Err(previous)
            }

            #[track_caller]
            pub fn fetch_update<F>(&self, set_order: Ordering, fetch_order: Ordering, f: F) -> Result<$t, $t>
            where
                F: FnMut($t) -> Option<$t>,
            {
                self.try_update(set_order, fetch_order, f)
            }

            #[track_caller]
            pub fn update(&self, set_order: Ordering, fetch_order: Ordering, mut f: impl FnMut($t) -> $t) -> $t {
                match self.try_update(set_order, fetch_order, |v| Some(f(v))) {
                    Ok(found) | Err(found) => found,
                }
            }

            #[track_caller]
            fn change(&self, op: &'static str, change: Change<'_>, order: Ordering) -> $t {
                $bits::from_bits(self.raw.change(&$bits::SHAPE, self.initial(), op, change, order, Location::caller()))
            }

            #[track_caller]
            fn exchange(&self, op: &'static str, current: $t, new: $t, orders: (Ordering, Ordering), way: Exchange) -> Result<$t, $t> {
                let (current, new) = ($bits::to_bits(current), $bits::to_bits(new));
                let found = self.raw.compare_exchange(
                    &$bits::SHAPE, self.initial(), current, new, orders, op, way, Location::caller(),
                );
                found.map($bits::from_bits).map_err($bits::from_bits)
            }
        }

        impl $(<$p>)? From<$t> for $name $(<$p>)? {
            #[track_caller]
            fn from(v: $t) -> Self {
                Self::new(v)
            }
        }

        impl $(<$p>)? fmt::Debug for $name $(<$p>)? {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&self.load(Ordering::Relaxed), f)
            }
        }
    };
}

/// The operations with a bit pattern, which integers and `bool` have.
macro_rules! bitwise {
    ($name:ident, $t:ty, $bits:ident) => {
        impl $name {
            #[track_caller]
            pub fn fetch_and(&self, val: $t, order: Ordering) -> $t {
                let val = $bits::to_bits(val);
                self.change("fetch_and", Change::With(&|v| v & val), order)
            }

            #[track_caller]
            pub fn fetch_nand(&self, val: $t, order: Ordering) -> $t {
                let val = $bits::to_bits(val);
                self.change("fetch_nand", Change::With(&|v| !(v & val)), order)
            }

            #[track_caller]
            pub fn fetch_or(&self, val: $t, order: Ordering) -> $t {
                let val = $bits::to_bits(val);
                self.change("fetch_or", Change::With(&|v| v | val), order)
            }

            #[track_caller]
            pub fn fetch_xor(&self, val: $t, order: Ordering) -> $t {
                let val = $bits::to_bits(val);
                self.change("fetch_xor", Change::With(&|v| v ^ val), order)
            }
        }

        impl Default for $name {
            #[track_caller]
            fn default() -> Self {
                Self::new(<$t>::default())
            }
        }
    };
}

macro_rules! integer {
    ($name:ident, $t:ident, $unsigned:ty, $show:expr) => {
        mod $t {
            use super::*;
            pub(super) const SHAPE: Shape =
                Shape { name: stringify!($name), bits: <$t>::BITS, show: $show };
            pub(super) fn to_bits(v: $t) -> u64 {
                // Zero-extended: the bits, not the value.
                v as $unsigned as u64
            }
            pub(super) fn from_bits(bits: u64) -> $t {
                bits as $t
            }
        }
        atomic!(
            #[doc = concat!("An atomic `", stringify!($t), "`.")]
            $name,
            $t,
            $t
        );
        bitwise!($name, $t, $t);

        impl $name {
            #[track_caller]
            pub fn fetch_add(&self, val: $t, order: Ordering) -> $t {
                self.change("fetch_add", Change::Add($t::to_bits(val)), order)
            }

            #[track_caller]
            pub fn fetch_sub(&self, val: $t, order: Ordering) -> $t {
                self.change("fetch_sub", Change::Sub($t::to_bits(val)), order)
            }

            #[track_caller]
            pub fn fetch_max(&self, val: $t, order: Ordering) -> $t {
                self.change(
                    "fetch_max",
                    Change::With(&|v| $t::to_bits($t::from_bits(v).max(val))),
                    order,
                )
            }

            #[track_caller]
            pub fn fetch_min(&self, val: $t, order: Ordering) -> $t {
                self.change(
                    "fetch_min",
                    Change::With(&|v| $t::to_bits($t::from_bits(v).min(val))),
                    order,
                )
            }
        }
    };
}

integer!(AtomicU8, u8, u8, Value::Unsigned);
integer!(AtomicU16, u16, u16, Value::Unsigned);
integer!(AtomicU32, u32, u32, Value::Unsigned);
integer!(AtomicU64, u64, u64, Value::Unsigned);
integer!(AtomicUsize, usize, usize, Value::Unsigned);
integer!(AtomicI8, i8, u8, |v| Value::Signed(v as i8 as i64));
integer!(AtomicI16, i16, u16, |v| Value::Signed(v as i16 as i64));
integer!(AtomicI32, i32, u32, |v| Value::Signed(v as i32 as i64));
integer!(AtomicI64, i64, u64, |v| Value::Signed(v as i64));
integer!(AtomicIsize, isize, usize, |v| Value::Signed(v as isize as i64));

mod boolean {
    use super::*;
    // One bit, in which adding is the exclusive or.
    pub(super) const SHAPE: Shape =
        Shape { name: "AtomicBool", bits: 1, show: |v| Value::Bool(v & 1 == 1) };
    pub(super) fn to_bits(v: bool) -> u64 {
        v as u64
    }
    pub(super) fn from_bits(bits: u64) -> bool {
        bits & 1 == 1
    }
}
atomic!(
    /// An atomic `bool`.
    AtomicBool, bool, boolean
);
bitwise!(AtomicBool, bool, boolean);

impl AtomicBool {
    #[track_caller]
    pub fn fetch_not(&self, order: Ordering) -> bool {
        self.change("fetch_not", Change::With(&|v| !v), order)
    }
}

mod pointer {
    use super::*;
    pub(super) const SHAPE: Shape = Shape { name: "AtomicPtr", bits: 64, show: Value::Pointer };
    pub(super) fn to_bits<T>(v: *mut T) -> u64 {
        v.expose_provenance() as u64
    }
    pub(super) fn from_bits<T>(bits: u64) -> *mut T {
        std::ptr::with_exposed_provenance_mut(bits as usize)
    }
}
atomic!(
    /// An atomic pointer.
    AtomicPtr<T>, *mut T, pointer
);

impl<T> AtomicPtr<T> {
    #[track_caller]
    pub fn fetch_ptr_add(&self, val: usize, order: Ordering) -> *mut T {
        self.fetch_byte_add(val.wrapping_mul(size_of::<T>()), order)
    }

    #[track_caller]
    pub fn fetch_ptr_sub(&self, val: usize, order: Ordering) -> *mut T {
        self.fetch_byte_sub(val.wrapping_mul(size_of::<T>()), order)
    }

    #[track_caller]
    pub fn fetch_byte_add(&self, val: usize, order: Ordering) -> *mut T {
        self.change("fetch_byte_add", Change::Add(val as u64), order)
    }

    #[track_caller]
    pub fn fetch_byte_sub(&self, val: usize, order: Ordering) -> *mut T {
        self.change("fetch_byte_sub", Change::Sub(val as u64), order)
    }

    #[track_caller]
    pub fn fetch_or(&self, val: usize, order: Ordering) -> *mut T {
        self.change("fetch_or", Change::With(&|v| v | val as u64), order)
    }

    #[track_caller]
    pub fn fetch_and(&self, val: usize, order: Ordering) -> *mut T {
        self.change("fetch_and", Change::With(&|v| v & val as u64), order)
    }

    #[track_caller]
    pub fn fetch_xor(&self, val: usize, order: Ordering) -> *mut T {
        self.change("fetch_xor", Change::With(&|v| v ^ val as u64), order)
    }
}

impl<T> Default for AtomicPtr<T> {
    #[track_caller]
    fn default() -> Self {
        Self::new(std::ptr::null_mut())
    }
}

impl<T> fmt::Pointer for AtomicPtr<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Pointer::fmt(&self.load(Ordering::Relaxed), f)
    }
}
