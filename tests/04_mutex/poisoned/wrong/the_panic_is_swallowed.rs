//@ caught-by: test
//@ says: The panic is caught and kept: whoever posted the file believes that all of it is in the journal.
//@ fails: the_panic_reaches_the_caller
//@ sort: tempting

use std::panic::{AssertUnwindSafe, catch_unwind};
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
        self.book.lock().unwrap()
    }

    pub fn post<L>(&self, lines: L)
    where
        L: IntoIterator<Item = i64>,
    {
        let mut book = self.book();
        let written = catch_unwind(AssertUnwindSafe(|| {
            for line in lines {
                book.lines.push(line);
            }
        }));
        if written.is_err() {
            book.broken += 1;
        }
        book.total = book.lines.iter().sum();
    }

    pub fn report(&self) -> Report {
        self.book().clone()
    }
}
