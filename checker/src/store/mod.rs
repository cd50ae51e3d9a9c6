//! What is remembered: verdicts by the content they were reached from, and what the learner has solved.
//!
//! It may not judge, and nothing may depend on what it forgets: a lost verdict is reached again. Progress is another matter.
//! It is append-only, lives outside the build directory, and survives being killed at any instant.

mod key;
mod progress;
mod verdicts;

pub use key::{Key, KeyBuilder};
pub use progress::{Outcome, Progress};
pub use verdicts::Verdicts;
