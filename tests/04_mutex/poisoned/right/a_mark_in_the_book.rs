//! The book itself says that a posting is being written; whoever finds the mark puts the book in order. The total is computed when somebody asks.

use std::sync::{Mutex, MutexGuard, PoisonError};

pub struct Journal {
    book: Mutex<Book>,
}

#[derive(Default)]
struct Book {
    lines: Vec<i64>,
    broken: u64,
    writing: bool,
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

    fn book(&self) -> MutexGuard<'_, Book> {
        let mut book = match self.book.lock() {
            Ok(book) => book,
            Err(poisoned) => PoisonError::into_inner(poisoned),
        };
        if std::mem::take(&mut book.writing) {
            book.broken += 1;
        }
        book
    }

    pub fn post<L>(&self, lines: L)
    where
        L: IntoIterator<Item = i64>,
    {
        let mut book = self.book();
        book.writing = true;
        lines.into_iter().for_each(|line| book.lines.push(line));
        book.writing = false;
    }

    pub fn report(&self) -> Report {
        let book = self.book();
        let lines = book.lines.clone();
        Report { total: lines.iter().sum(), lines, broken: book.broken }
    }
}
