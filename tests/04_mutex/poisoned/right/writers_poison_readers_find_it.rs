//! An `RwLock` is poisoned by writers only. A reader that finds the poison goes away, and comes back when a writer has mended.

use std::sync::{RwLock, RwLockWriteGuard};

pub struct Journal {
    book: RwLock<Report>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    pub lines: Vec<i64>,
    pub total: i64,
    pub broken: u64,
}

impl Journal {
    pub fn new() -> Journal {
        Journal { book: RwLock::default() }
    }

    /// The book for writing, in order.
    fn book(&self) -> RwLockWriteGuard<'_, Report> {
        match self.book.write() {
            Ok(book) => book,
            Err(poisoned) => {
                let mut book = poisoned.into_inner();
                book.total = book.lines.iter().sum();
                book.broken += 1;
                self.book.clear_poison();
                book
            }
        }
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
        // The read guard must be gone before the write lock is taken: it is, with the `if let`.
        if let Ok(book) = self.book.read() {
            return book.clone();
        }
        self.book().clone()
    }
}
