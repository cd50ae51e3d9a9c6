//! The book is in order each time foreign code gets to run, so that the poison warns of nothing, and can be ignored.

use std::sync::{Mutex, MutexGuard, PoisonError};

pub struct Journal {
    book: Mutex<Report>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    pub lines: Vec<i64>,
    pub total: i64,
    pub broken: u64,
}

impl Journal {
    pub fn new() -> Journal {
        Journal { book: Mutex::default() }
    }

    fn book(&self) -> MutexGuard<'_, Report> {
        self.book.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn post<L>(&self, lines: L)
    where
        L: IntoIterator<Item = i64>,
    {
        let mut book = self.book();
        // Broken until it is complete. Nobody can look before the guard is gone.
        book.broken += 1;
        for line in lines {
            book.lines.push(line);
            book.total += line;
        }
        book.broken -= 1;
    }

    pub fn report(&self) -> Report {
        self.book().clone()
    }
}
