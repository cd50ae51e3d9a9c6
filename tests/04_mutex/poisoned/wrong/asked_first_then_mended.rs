//@ caught-by: model
//@ says: `is_poisoned` is an answer from some time ago when the lock is taken: two threads can both find the poison, and both count it.
//@ kind: assertion
//@ sort: schedule-only

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
        if self.book.is_poisoned() {
            let mut book = self.book.lock().unwrap_or_else(PoisonError::into_inner);
            book.total = book.lines.iter().sum();
            book.broken += 1;
            self.book.clear_poison();
            return book;
        }
        self.book.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn post<L>(&self, lines: L)
    where
        L: IntoIterator<Item = i64>,
    {
        let mut book = self.book();
        for line in lines {
            book.lines.push(line);
        }
        book.total = book.lines.iter().sum();
    }

    pub fn report(&self) -> Report {
        self.book().clone()
    }
}
