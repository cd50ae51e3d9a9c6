//! A stand-in for `std`: an answer that is compiled with `--extern std=…` of this crate runs, without
//! a changed character, under every schedule.
//!
//! What threads share behaves as in the real `std`, and each operation on it is a step that the explorer
//! orders with everybody else's. All other names are the real ones. A name that is missing here on
//! purpose (`RwLock`, `Condvar`, `recv_timeout`, `SystemTime`, …) does not compile: better no verdict than
//! one about a real lock that blocks the only OS thread there is. So `sync`, `thread`, `time`, `hint`,
//! `panic` and `process` list their names one by one, and may never re-export by `*`.
//!
//! # Limits
//!
//! What the model does *not* explore, so that a pass says nothing about it:
//!
//! - five threads an execution, main included; a finished thread still counts;
//! - memory orderings as loom models them: no load buffering (a load never sees a store that comes later
//!   in time), seven values of history an atomic, and a failing `compare_exchange` reads the newest value;
//! - `compare_exchange_weak` never fails without a reason, `park` never wakes without one;
//! - operations on one channel, barrier or wait group are ordered with each other as if each took a lock,
//!   which is more than the real ones promise;
//! - stores to one atomic are ordered as they run (no "2+2W");
//! - plain `static`s with a `Cell` or `UnsafeCell` inside, and whatever else a program keeps outside
//!   of this crate's types, are not put back between executions, and unsafe code's data races on plain memory are
//!   not seen;
//! - `core::sync` and `alloc::sync` name the real types: atomics taken from there are not explored.
//!
//! A static `Mutex` is put back by copying its initial bytes; what the last execution left in it is
//! leaked, not dropped. A destructor of a static never runs in Rust, so no program can tell.

pub use std::*;

pub mod collections;
pub mod hash;
pub mod hint;
pub mod panic;
pub mod process;
pub mod sync;
pub mod thread;
pub mod time;

/// As `std::thread_local!`, for each model thread, anew in every execution.
#[macro_export]
macro_rules! thread_local {
    () => {};
    ($(#[$attribute:meta])* $vis:vis static $name:ident: $t:ty = const $init:block $(; $($rest:tt)*)?) => {
        $(#[$attribute])* $vis static $name: $crate::thread::LocalKey<$t> = {
            // `const` has to hold here, too: a value that is none is refused, as by the real one.
            fn init() -> $t {
                const INIT: $t = $init;
                INIT
            }
            $crate::thread::LocalKey::__new(init)
        };
        $($crate::thread_local!($($rest)*);)?
    };
    ($(#[$attribute:meta])* $vis:vis static $name:ident: $t:ty = $init:expr $(; $($rest:tt)*)?) => {
        $(#[$attribute])* $vis static $name: $crate::thread::LocalKey<$t> = {
            fn init() -> $t {
                $init
            }
            $crate::thread::LocalKey::__new(init)
        };
        $($crate::thread_local!($($rest)*);)?
    };
}

/// The preludes, with our `thread_local!`: rustc takes that macro from here, not from the root.
pub mod prelude {
    pub mod v1 {
        pub use crate::thread_local;
        pub use std::prelude::v1::*;
    }
    pub mod rust_2015 {
        pub use crate::thread_local;
        pub use std::prelude::rust_2015::*;
    }
    pub mod rust_2018 {
        pub use crate::thread_local;
        pub use std::prelude::rust_2018::*;
    }
    pub mod rust_2021 {
        pub use crate::thread_local;
        pub use std::prelude::rust_2021::*;
    }
    pub mod rust_2024 {
        pub use crate::thread_local;
        pub use std::prelude::rust_2024::*;
    }
}
