//! The conformance suite: what the real crates do, and hence the stand-ins.
//!
//! One source, compiled twice: `conformance-real` names the real `std`, `crossbeam`, …, `conformance-model` the
//! stand-ins. A case is a `fn` of assertions that hold in *every* schedule, and that come to an end. `tests/conformance.rs`
//! runs each natively, several times, and explores each with the model; both must pass. What only a model
//! can tell (a deadlock, a schedule that must be found) is in `answers`.
//!
//! # Where a case belongs
//!
//! Each crate has its file here (`std.rs`, `crossbeam.rs`, …), each type of it a module of the type's name in
//! snake case, be it a file or a `mod` in one: `Once` is tested in `mod once`, `SyncSender` in `mod sync_sender`;
//! free functions in a module of the name of theirs. `tests/coverage.rs` counts a stand-in's `pub fn` as
//! tested when its type's module calls something of that name. A case that is not listed in its module's
//! `cases!` is a warning: it is never used.
//!
//! Which types are `Send`, implement `Debug` and so on is asserted while compiling, with `is!` and `is_not!`.

#![allow(
    clippy::style,
    clippy::complexity,
    clippy::perf,
    reason = "a case asks for what it asks for, also where there is a shorter way"
)]

/// `$t: $bound` holds.
macro_rules! is {
    ($($t:ty: $($bound:path),+;)+) => {
        const _: () = { $({
            const fn holds<T: ?Sized $(+ $bound)+>() {}
            holds::<$t>();
        })+ };
    };
}

/// `$t: $bound` does not hold: if it did, which `Marker` is meant would be ambiguous.
macro_rules! is_not {
    ($($t:ty: $bound:path;)+) => {
        const _: () = { $({
            trait AmbiguousIf<M> {
                const FINE: () = ();
            }
            impl<T: ?Sized> AmbiguousIf<()> for T {}
            struct Marker;
            impl<T: ?Sized + $bound> AmbiguousIf<Marker> for T {}
            <$t as AmbiguousIf<_>>::FINE
        })+ };
    };
}

/// The cases of a module.
macro_rules! cases {
    ($($name:ident)*) => {
        /// What is asserted here.
        pub const CASES: &[crate::Case] =
            &[$((concat!(module_path!(), "::", stringify!($name)), $name as fn())),*];
    };
}

mod crossbeam;
mod rayon;
mod std;
mod tokio;
mod tokio_util;

/// A case's path and body.
pub type Case = (&'static str, fn());

/// All cases, each under its path without the crate's name.
pub fn cases() -> Vec<Case> {
    let all =
        [std::cases(), crossbeam::cases(), rayon::cases(), tokio::cases(), tokio_util::cases()]
            .concat();
    all.into_iter()
        .map(|(path, case)| (path.split_once("::").map_or(path, |p| p.1), case))
        .collect()
}

/// Demands that some schedule shows this, where schedules are explored; natively nobody knows.
#[allow(dead_code, reason = "there for every file that wants it")]
fn sometimes(what: &'static str, happened: bool) {
    #[cfg(feature = "model")]
    model::sometimes(what, happened);
    #[cfg(not(feature = "model"))]
    let _ = (what, happened);
}

/// The text of a panic's payload.
#[allow(dead_code, reason = "there for every file that wants it")]
fn text(payload: Box<dyn core::any::Any + Send>) -> String {
    match payload.downcast::<String>() {
        Ok(text) => *text,
        Err(payload) => match payload.downcast::<&str>() {
            Ok(text) => text.to_string(),
            Err(_) => "a payload that is no text".to_string(),
        },
    }
}

/// What a closure's panic says.
#[allow(dead_code, reason = "there for every file that wants it")]
#[track_caller]
fn panics<R>(f: impl FnOnce() -> R) -> String {
    match crate::std::catch(f) {
        Ok(_) => panic!("this was to panic"),
        Err(payload) => text(payload),
    }
}
