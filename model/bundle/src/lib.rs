//! The engine and the stand-ins as one dynamic library.
//!
//! Linking is most of what a learner waits for after a save, and a runner that links against this
//! library has almost nothing left to link. It may hold no code of its own: it only names the
//! crates, which is what makes rustc put them in.
//!
//! It is built with `cargo rustc -p model-bundle --lib -- -C prefer-dynamic`: without that flag it would hold
//! a std of its own. A runner says `extern crate model_bundle as _;`, is compiled with `-C prefer-dynamic`, and
//! finds, when it runs, this library and the toolchain's own `libstd` on its library path.

pub use model;
pub use model_crossbeam;
pub use model_rayon;
pub use model_std;
pub use model_tokio;
pub use model_tokio_util;
