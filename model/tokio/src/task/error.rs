//! `JoinError`.

use std::any::Any;
use std::fmt;

use super::Id;
use crate::Here;

/// Why a task has no output.
pub struct JoinError {
    task: u16,
    /// `None`: it was cancelled.
    panic: Option<Here<Box<dyn Any + Send>>>,
}

impl JoinError {
    pub(crate) fn cancelled(task: u16) -> JoinError {
        JoinError { task, panic: None }
    }

    pub(crate) fn panicked(task: u16, panic: Box<dyn Any + Send>) -> JoinError {
        JoinError { task, panic: Some(Here(panic)) }
    }

    /// How a task ended, in a word.
    pub(crate) fn outcome<T>(output: &Result<T, JoinError>) -> &'static str {
        match output {
            Ok(_) => "finished",
            Err(error) if error.is_panic() => "panicked",
            Err(_) => "cancelled",
        }
    }

    /// Whether it was cancelled.
    pub fn is_cancelled(&self) -> bool {
        self.panic.is_none()
    }

    /// Whether it panicked.
    pub fn is_panic(&self) -> bool {
        self.panic.is_some()
    }

    /// What it panicked with.
    #[track_caller]
    pub fn into_panic(self) -> Box<dyn Any + Send + 'static> {
        self.try_into_panic()
            .expect("`JoinError` reason is not a panic; use `is_panic` to check the reason")
    }

    /// What it panicked with, if it did.
    pub fn try_into_panic(mut self) -> Result<Box<dyn Any + Send + 'static>, JoinError> {
        self.panic.take().map(|panic| panic.0).ok_or(self)
    }

    /// Which task.
    pub fn id(&self) -> Id {
        Id::of(self.task)
    }

    fn message(&self) -> Option<&str> {
        let payload = &self.panic.as_ref()?.0;
        let text = payload.downcast_ref::<&'static str>().copied();
        text.or_else(|| payload.downcast_ref::<String>().map(String::as_str))
    }
}

impl fmt::Display for JoinError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let id = self.id();
        match (self.is_panic(), self.message()) {
            (false, _) => write!(f, "task {id} was cancelled"),
            (true, Some(message)) => write!(f, "task {id} panicked with message {message:?}"),
            (true, None) => write!(f, "task {id} panicked"),
        }
    }
}

impl fmt::Debug for JoinError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let id = self.id();
        match (self.is_panic(), self.message()) {
            (false, _) => write!(f, "JoinError::Cancelled({id:?})"),
            (true, Some(message)) => write!(f, "JoinError::Panic({id:?}, {message:?}, ...)"),
            (true, None) => write!(f, "JoinError::Panic({id:?}, ...)"),
        }
    }
}

impl std::error::Error for JoinError {}

impl From<JoinError> for std::io::Error {
    fn from(error: JoinError) -> std::io::Error {
        std::io::Error::other(if error.is_panic() { "task panicked" } else { "task was cancelled" })
    }
}
