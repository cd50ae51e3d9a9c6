//! A value on the stack puts the book in order when it is dropped, panic or not: Go's `defer`. The poison that remains says nothing.

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
        let mut posting = Posting { book: self.book(), complete: false };
        for line in lines {
            posting.book.lines.push(line);
        }
        posting.complete = true;
    }

    pub fn report(&self) -> Report {
        self.book().clone()
    }
}

struct Posting<'a> {
    book: MutexGuard<'a, Report>,
    complete: bool,
}

impl Drop for Posting<'_> {
    // Runs before the guard in its field is dropped.
    fn drop(&mut self) {
        self.book.total = self.book.lines.iter().sum();
        if !self.complete {
            self.book.broken += 1;
        }
    }
}
