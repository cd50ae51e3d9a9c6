//@ caught-by: test
//@ says: The book is mended, but the lock stays poisoned: every call mends it again, and counts the same panic once more.
//@ fails: each_panic_is_counted_once
//@ sort: tempting

use std::sync::{Mutex, MutexGuard};

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
        self.book.lock().unwrap_or_else(|poisoned| {
            let mut book = poisoned.into_inner();
            book.total = book.lines.iter().sum();
            book.broken += 1;
            book
        })
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
