//@ caught-by: test
//@ says: The poisoned book is thrown away, and with it every line that anybody has ever posted.
//@ fails: the_panic_reaches_the_caller
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
            *book = Report { broken: book.broken + 1, ..Report::default() };
            self.book.clear_poison();
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
