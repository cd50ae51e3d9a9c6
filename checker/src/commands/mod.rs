//! The small commands: each one writes what it has to say to a writer that it is given.
//!
//! They may not check an answer, look at the terminal or exit. What a command needs to know about progress is given to it.

pub mod doctor;
pub mod hint;
pub mod list;
pub mod reset;
pub mod show;

use std::io;
use std::path::PathBuf;
use thiserror::Error;

/// Why a command could not do what it was asked for.
#[derive(Debug, Error)]
pub enum CommandError {
    /// A file cannot be read or written.
    #[error("cannot {doing} {}: {source}", path.display())]
    File {
        /// `read`, `write` …
        doing: &'static str,
        /// Which one.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The exercise has no such thing: wrong usage.
    #[error("{0}")]
    NotThere(String),
    /// What was written did not arrive.
    #[error("cannot write the output: {0}")]
    Output(#[from] io::Error),
}

impl CommandError {
    fn file(
        doing: &'static str,
        path: impl Into<PathBuf>,
    ) -> impl FnOnce(io::Error) -> CommandError {
        let path = path.into();
        move |source| CommandError::File { doing, path, source }
    }
}
