//! A stand-in for `std`: an answer that is compiled with `--extern std=…` of this crate runs, without
//! a changed character, under every schedule.
//!
//! What threads share behaves as in the real `std`, and each operation on it is a step that the explorer
//! orders with everybody else's. A name that is missing here on purpose (`SystemTime`, `TcpStream`, `set_hook`, …) does not
//! compile: better no verdict than one about something that blocks the only OS thread there is. So `sync`,
//! `thread`, `time`, `cell`, `hint`, `panic`, `process`, `io` and `net` list their names one by one, and may never re-export by
//! `*`. All other names are the real ones. `model/README.md` has the table, and a test that holds it true.
//!
//! What a pass says nothing about is listed there, too.

pub use std::*;

/// A name that the real `std` has not: whether a compiler takes this crate for it (`selftest/tests/canary.rs`).
#[doc(hidden)]
pub const STAND_IN: () = ();

pub mod cell;
pub mod collections;
pub mod fs;
pub mod hash;
pub mod hint;
pub mod io;
pub mod net;
pub mod os;
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
