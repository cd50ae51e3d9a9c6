//! Reporters: each is a fold over events that writes to whatever it is given.
//!
//! None of them may run, decide or store anything, and none knows stdout: who calls them does.

pub mod checklist;
pub mod json;
pub mod junit;
pub mod page;
pub mod plain;
pub mod problem;

use crate::event::Event;
use std::io;

/// Something that makes output of events.
pub trait Reporter {
    /// Takes one event. Events of several exercises may come mixed: each names its own.
    ///
    /// # Errors
    /// When the output cannot be written.
    fn event(&mut self, event: &Event) -> io::Result<()>;

    /// Writes what can only be said at the end.
    ///
    /// # Errors
    /// When the output cannot be written.
    fn finish(self: Box<Self>) -> io::Result<()>;
}

/// Several reporters as one. Every one gets every event, also when one of them fails; the first failure is told.
#[derive(Default)]
pub struct Fan<'a>(Vec<Box<dyn Reporter + 'a>>);

impl<'a> Fan<'a> {
    /// No reporter yet.
    pub fn new() -> Fan<'a> {
        Fan::default()
    }

    /// One more.
    #[must_use]
    pub fn with(mut self, reporter: impl Reporter + 'a) -> Fan<'a> {
        self.0.push(Box::new(reporter));
        self
    }
}

impl Reporter for Fan<'_> {
    fn event(&mut self, event: &Event) -> io::Result<()> {
        // Not `try_for_each`: that would stop at the first failure.
        self.0.iter_mut().map(|reporter| reporter.event(event)).fold(Ok(()), Result::and)
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        self.0.into_iter().map(Reporter::finish).fold(Ok(()), Result::and)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    struct Counts<'a> {
        seen: &'a Cell<usize>,
        fails: bool,
    }

    impl Reporter for Counts<'_> {
        fn event(&mut self, _: &Event) -> io::Result<()> {
            self.seen.set(self.seen.get() + 1);
            if self.fails { Err(io::Error::other("full")) } else { Ok(()) }
        }

        fn finish(self: Box<Self>) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn one_reporter_that_fails_costs_the_others_nothing() {
        let (first, second) = (Cell::new(0), Cell::new(0));
        let mut fan = Fan::new()
            .with(Counts { seen: &first, fails: true })
            .with(Counts { seen: &second, fails: false });
        let event = Event::Warming { done: 0, total: 1, krate: "loom".into() };
        assert!(fan.event(&event).is_err());
        assert!(fan.event(&event).is_err());
        assert_eq!((first.get(), second.get()), (2, 2));
    }
}
