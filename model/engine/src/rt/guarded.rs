//! What a lock guards, and what was done with it while it was held: for the schedule's rows.
//!
//! A schedule that says "T1 locks hits, T2 locks hits" leaves the reader to guess who read and who wrote. The
//! stand-ins' guards know: `Deref` only looks, `DerefMut` may change. And the value itself can be told where its
//! type is one that prints in a word. Nothing here is a step, nothing is compared between executions, and no code
//! of the answer is run (`Debug` could do anything).

use std::any::type_name;
use std::cell::Cell;
use std::panic::RefUnwindSafe;

use super::{Value, me};
use crate::state::with;

/// Reads the value behind a pointer, if it is of a kind that prints in a word.
///
/// A pointer to a function, made where the type is known, so that it stays with a value that is used unsized.
#[derive(Clone, Copy)]
pub struct Peek(unsafe fn(*const ()) -> Value);

impl Peek {
    /// For values of type `T`.
    pub const fn of<T>() -> Peek {
        Peek(peek::<T>)
    }

    /// The value as the schedule shows it; `Value::None` for all types but integers, `bool`, `char` and `Option`.
    ///
    /// # Safety
    ///
    /// `value` points to a valid value of the type that this was made for, and nobody is changing it.
    pub unsafe fn at(self, value: *const ()) -> Value {
        // SAFETY: the caller's promise is the callee's.
        unsafe { (self.0)(value) }
    }
}

/// # Safety
///
/// As for [`Peek::at`].
unsafe fn peek<T>(value: *const ()) -> Value {
    // A type of an answer's has its crate in its name, so these names are the language's own types.
    macro_rules! read {
        ($type:ty) => {
            // SAFETY: valid for `T` by contract, and `T` is this type: its name and its size say so.
            if size_of::<T>() == size_of::<$type>() { Some(unsafe { *value.cast::<$type>() }) } else { None }
        };
    }
    let shown = match type_name::<T>() {
        "bool" => read!(bool).map(Value::Bool),
        "char" => read!(char).map(|c| Value::Owned(format!("{c:?}").into())),
        "u8" => read!(u8).map(|v| Value::Unsigned(v.into())),
        "u16" => read!(u16).map(|v| Value::Unsigned(v.into())),
        "u32" => read!(u32).map(|v| Value::Unsigned(v.into())),
        "u64" => read!(u64).map(Value::Unsigned),
        "usize" => read!(usize).map(|v| Value::Unsigned(v as u64)),
        "i8" => read!(i8).map(|v| Value::Signed(v.into())),
        "i16" => read!(i16).map(|v| Value::Signed(v.into())),
        "i32" => read!(i32).map(|v| Value::Signed(v.into())),
        "i64" => read!(i64).map(Value::Signed),
        "isize" => read!(isize).map(|v| Value::Signed(v as i64)),
        name if name.starts_with("core::option::Option<") => {
            // SAFETY: valid for `T` by contract. Only the discriminant is looked at.
            let variant = std::mem::discriminant(unsafe { &*value.cast::<T>() });
            Some(Value::Text(if format!("{variant:?}") == "Discriminant(0)" {
                "None"
            } else {
                "Some(…)"
            }))
        }
        _ => None,
    };
    shown.unwrap_or_default()
}

/// What was done through one guard.
#[derive(Default)]
pub struct Used {
    looked: Cell<bool>,
    changed: Cell<bool>,
}

// It is a note for the schedule: no guard is any less unwind safe for it.
impl RefUnwindSafe for Used {}

impl Used {
    pub const fn new() -> Used {
        Used { looked: Cell::new(false), changed: Cell::new(false) }
    }

    /// `Deref`.
    pub fn look(&self) {
        self.looked.set(true);
    }

    /// `DerefMut`: whoever may change it also may look at it.
    pub fn change(&self) {
        self.changed.set(true);
    }

    /// As rows call it: `read` was looked at only, `write` was changed and never merely looked at, `update`
    /// both; empty when nothing was touched.
    pub fn access(&self) -> &'static str {
        match (self.looked.get(), self.changed.get()) {
            (false, false) => "",
            (true, false) => "read",
            (false, true) => "write",
            (true, true) => "update",
        }
    }
}

/// Adds to this thread's last row on the object what is behind the lock, and what was done with it.
pub fn tell(object: u32, holds: Value, access: &'static str) {
    let thread = me() as u8;
    with(|e| {
        let row =
            e.log.iter_mut().rev().find(|row| row.thread == thread && row.object == Some(object));
        if let Some(row) = row {
            row.holds = holds;
            row.access = access;
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown<T>(value: &T) -> Option<String> {
        // SAFETY: a reference is valid, and nobody changes what it is to.
        unsafe { Peek::of::<T>().at(std::ptr::from_ref(value).cast()) }.show()
    }

    #[test]
    fn values_that_print_in_a_word_are_told_and_others_are_not() {
        assert_eq!(shown(&7_usize).as_deref(), Some("7"));
        assert_eq!(shown(&-7_i8).as_deref(), Some("-7"));
        assert_eq!(shown(&u64::MAX).as_deref(), Some("18446744073709551615"));
        assert_eq!(shown(&true).as_deref(), Some("true"));
        assert_eq!(shown(&'x').as_deref(), Some("'x'"));
        assert_eq!(shown(&None::<String>).as_deref(), Some("None"));
        assert_eq!(shown(&Some(String::new())).as_deref(), Some("Some(…)"));
        assert_eq!(shown(&None::<&u8>).as_deref(), Some("None"));
        assert_eq!(shown(&Some(&1_u8)).as_deref(), Some("Some(…)"));
        assert_eq!(shown(&vec![1]), None);
        assert_eq!(shown(&()), None);
        assert_eq!(shown(&1.5_f64), None);
    }

    #[test]
    fn a_type_that_only_looks_like_one_of_the_languages_own_is_not_read() {
        #[expect(non_camel_case_types, reason = "that is the trap")]
        struct usize(#[expect(dead_code, reason = "it is there to be misread")] [u8; 8]);
        assert_eq!(shown(&usize([1; 8])), None);
    }

    #[test]
    fn a_guard_knows_whether_it_was_used_to_look_or_to_change() {
        let used = Used::new();
        assert_eq!(used.access(), "");
        used.change();
        assert_eq!(used.access(), "write");
        used.look();
        assert_eq!(used.access(), "update");
        let used = Used::new();
        used.look();
        assert_eq!(used.access(), "read");
    }
}
